package io.s22.forecast.answer;

/**
 * Counts of trials in bins of equal width; what lies above the last bin is counted in it.
 *
 * @param from lower end of the first bin
 * @param width of each bin
 * @param counts by bin
 */
public record Histogram(double from, double width, long[] counts) {
  /** The largest count. */
  public long peak() {
    long peak = 0;
    for (long count : counts) {
      peak = Math.max(peak, count);
    }
    return peak;
  }
}
