package io.s22.report.load;

import java.util.Arrays;

/**
 * Batch means (Law and Kelton, Simulation Modeling and Analysis, 9.5.3): successive slices of a
 * load test depend on each other, so that treating them as independent would make chance look like
 * proof. Neighbours are put together until what is left depends no more, or few are left.
 */
final class Batches {
  private static final int MOST = 32;
  private static final int FEWEST = 8;
  private static final double DEPENDENT = 0.2;

  private Batches() {}

  /**
   * Means of equally long batches.
   *
   * @param slices in time's order; a rest at the end that fills no batch is left out
   */
  static double[] of(double[] slices) {
    int count = Math.min(MOST, slices.length);
    double[] batches = means(slices, count);
    while (count / 2 >= FEWEST && dependence(batches) > DEPENDENT) {
      count /= 2;
      batches = means(slices, count);
    }
    return batches;
  }

  private static double[] means(double[] slices, int count) {
    if (count == 0) {
      return slices;
    }
    int size = slices.length / count;
    double[] means = new double[count];
    for (int i = 0; i < count; i++) {
      means[i] = Arrays.stream(slices, i * size, (i + 1) * size).average().orElse(Double.NaN);
    }
    return means;
  }

  /** Correlation of neighbours. */
  static double dependence(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double own = 0;
    double together = 0;
    for (int i = 0; i < values.length; i++) {
      own += (values[i] - mean) * (values[i] - mean);
      if (i > 0) {
        together += (values[i] - mean) * (values[i - 1] - mean);
      }
    }
    return own == 0 ? 0 : together / own;
  }
}
