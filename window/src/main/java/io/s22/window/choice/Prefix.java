package io.s22.window.choice;

/** Sums over any span of minutes in constant time. */
final class Prefix {
  private final double[] sums;

  Prefix(double[] values) {
    sums = new double[values.length + 1];
    for (int i = 0; i < values.length; i++) {
      sums[i + 1] = sums[i] + values[i];
    }
  }

  /** A count of set minutes. */
  static Prefix of(boolean[] set) {
    double[] values = new double[set.length];
    for (int i = 0; i < set.length; i++) {
      values[i] = set[i] ? 1 : 0;
    }
    return new Prefix(values);
  }

  /** The sum of {@code [from, to)}; what lies outside counts as nothing. */
  double sum(int from, int to) {
    int last = sums.length - 1;
    int begin = Math.clamp(from, 0, last);
    int end = Math.clamp(to, begin, last);
    return sums[end] - sums[begin];
  }
}
