package io.s22.window.curve;

/** What a window costs over the best one in hindsight. */
final class Regret {
  private Regret() {}

  /**
   * The sum over the window of {@code slots} slots that {@code foretold} puts lowest, less that
   * over the lowest there was; both in the unit of {@code actual}. Windows with a gap in them
   * cannot be judged and are left out; NaN where all have one.
   */
  static double of(double[] foretold, double[] actual, int slots) {
    double least = Double.POSITIVE_INFINITY;
    double chosen = Double.NaN;
    double hindsight = Double.POSITIVE_INFINITY;
    for (int start = 0; start + slots <= actual.length; start++) {
      double real = sum(actual, start, slots);
      if (!Double.isNaN(real)) {
        hindsight = Math.min(hindsight, real);
        double seen = sum(foretold, start, slots);
        if (seen < least) {
          least = seen;
          chosen = real;
        }
      }
    }
    return chosen - hindsight;
  }

  private static double sum(double[] values, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += values[i];
    }
    return sum;
  }
}
