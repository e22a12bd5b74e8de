package io.s22.forecast.answer;

import java.util.Arrays;

/**
 * What a {@link Spread} asks of a million values by trial, scramble after scramble: they are gone
 * through four times, and only those near the quantiles are sorted. Values that are not numbers are
 * left out.
 */
public final class Sample {
  /** Values lie in bins of equal width; bin 0 is for those that are the least, often most. */
  private static final int BINS = 8192;

  private static final double NONE = Double.POSITIVE_INFINITY;

  private final double[] values;
  private final int each;
  private final int[] before = new int[BINS + 2];
  private final double[][] members = new double[BINS + 1][];
  private double min = NONE;
  private double max = -NONE;
  private double scale;

  /** By scramble: the sum of its numbers, how many there are, and their squares off the mean. */
  final double[] sums;

  final double[] numbers;
  final double[] squares;

  /**
   * @param values by trial
   * @param scrambles how many parts of equal size they have
   */
  public Sample(double[] values, int scrambles) {
    this.values = values;
    this.each = values.length / scrambles;
    this.sums = new double[scrambles];
    this.numbers = new double[scrambles];
    this.squares = new double[scrambles];
    for (int r = 0; r < scrambles; r++) {
      sum(r);
    }
    scale = max > min ? (BINS - 1) / (max - min) : 0;
    double mean = Arrays.stream(sums).sum() / Arrays.stream(numbers).sum();
    for (int r = 0; r < scrambles; r++) {
      count(r, mean);
    }
    for (int b = 0; b <= BINS; b++) {
      before[b + 1] += before[b];
    }
  }

  private void sum(int r) {
    double lowest = min;
    double highest = max;
    double sum = 0;
    int count = 0;
    for (int i = r * each; i < (r + 1) * each; i++) {
      double x = values[i];
      boolean number = !Double.isNaN(x);
      sum += number ? x : 0;
      count += number ? 1 : 0;
      lowest = x < lowest ? x : lowest;
      highest = x > highest ? x : highest;
    }
    min = lowest;
    max = highest;
    sums[r] = sum;
    numbers[r] = count;
  }

  private void count(int r, double mean) {
    int[] counts = before;
    double square = 0;
    for (int i = r * each; i < (r + 1) * each; i++) {
      double x = values[i];
      if (!Double.isNaN(x)) {
        square += (x - mean) * (x - mean);
        counts[bin(x, min, scale) + 1]++;
      }
    }
    squares[r] = square;
  }

  private static int bin(double x, double min, double scale) {
    return (int) ((x - min) * scale) + (x > min ? 1 : 0);
  }

  /** How many numbers there are. */
  int size() {
    return before[BINS + 1];
  }

  double min() {
    return min;
  }

  /** Whether all numbers are the same. */
  boolean isConstant() {
    return !(max > min);
  }

  /** The p-quantile: the smallest value that a share p of all does not exceed. */
  public double quantile(double p) {
    int rank = rank(p);
    int bin = binOf(rank);
    if (bin == 0) {
      return min;
    }
    if (members[bin] == null) {
      collect(new double[] {p}, 0);
    }
    return members[bin][rank - before[bin]];
  }

  /**
   * Collects in one pass what quantiles need.
   *
   * @param shares of all, each between 0 and 1
   * @param deviations so many standard deviations of a binomial share to both sides, too: most
   *     intervals end there
   */
  public void collect(double[] shares, double deviations) {
    boolean[] wanted = new boolean[BINS + 1];
    boolean any = false;
    for (double p : shares) {
      double margin = deviations * Math.sqrt(p * (1 - p) / size());
      int last = binOf(rank(Math.min(1, p + margin)));
      for (int b = binOf(rank(Math.max(0, p - margin))); b <= last; b++) {
        wanted[b] = b > 0 && members[b] == null;
        any |= wanted[b];
      }
    }
    if (any) {
      collect(wanted);
    }
  }

  private void collect(boolean[] wanted) {
    int[] filled = new int[BINS + 1];
    for (int b = 0; b <= BINS; b++) {
      if (wanted[b]) {
        members[b] = new double[before[b + 1] - before[b]];
      }
    }
    for (int from = 0; from < values.length; from += each) {
      collect(from, wanted, filled);
    }
    for (int b = 0; b <= BINS; b++) {
      if (wanted[b]) {
        Arrays.sort(members[b]);
      }
    }
  }

  private void collect(int from, boolean[] wanted, int[] filled) {
    for (int i = from; i < from + each; i++) {
      double x = values[i];
      if (!Double.isNaN(x)) {
        int b = bin(x, min, scale);
        if (wanted[b]) {
          members[b][filled[b]++] = x;
        }
      }
    }
  }

  private int rank(double p) {
    return Math.clamp((long) Math.ceil(p * size()) - 1, 0, size() - 1);
  }

  /** The bin that holds a rank: empty bins share the same running count. */
  private int binOf(int rank) {
    int low = 0;
    int high = BINS;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (before[middle + 1] > rank) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /**
   * How many numbers of each scramble do not exceed each of {@code q}, which rise.
   *
   * @param histogram counts all of them, too: in bins of this width from the least on; the last
   *     takes what lies above
   * @return by place in {@code q}, then scramble
   */
  double[][] below(double[] q, double width, long[] histogram) {
    int[] firstOfBin = new int[BINS + 1];
    for (int b = 0, k = 0; b <= BINS; b++) {
      while (k < q.length && bin(q[k], min, scale) < b) {
        k++;
      }
      firstOfBin[b] = k;
    }
    double[][] below = new double[q.length][sums.length];
    for (int r = 0; r < sums.length; r++) {
      int[] counts = within(r, q, firstOfBin, 1 / width, histogram);
      int sum = 0;
      for (int k = 0; k < q.length; k++) {
        sum += counts[k];
        below[k][r] = sum;
      }
    }
    return below;
  }

  /** How many lie above {@code q[k - 1]} and not above {@code q[k]}; the last: above all. */
  private int[] within(int r, double[] q, int[] firstOfBin, double perWidth, long[] histogram) {
    int[] counts = new int[q.length + 1];
    int top = histogram.length - 1;
    for (int i = r * each; i < (r + 1) * each; i++) {
      double x = values[i];
      if (!Double.isNaN(x)) {
        int k = firstOfBin[bin(x, min, scale)];
        while (k < q.length && q[k] < x) {
          k++;
        }
        counts[k]++;
        histogram[Math.min(top, (int) ((x - min) * perWidth))]++;
      }
    }
    return counts;
  }
}
