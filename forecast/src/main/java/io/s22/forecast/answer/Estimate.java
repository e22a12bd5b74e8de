package io.s22.forecast.answer;

/**
 * A figure and its confidence interval.
 *
 * @param value the figure
 * @param low lower end of the interval
 * @param high upper end
 */
public record Estimate(double value, double low, double high) {
  /** Something known without any doubt. */
  public static Estimate exact(double value) {
    return new Estimate(value, value, value);
  }

  /** The same in another unit. */
  public Estimate times(double factor) {
    double a = low * factor;
    double b = high * factor;
    return new Estimate(value * factor, Math.min(a, b), Math.max(a, b));
  }

  /** One less this. */
  public Estimate complement() {
    return new Estimate(1 - value, 1 - high, 1 - low);
  }

  /** Whether {@code x} lies in the interval. */
  public boolean holds(double x) {
    return low <= x && x <= high;
  }
}
