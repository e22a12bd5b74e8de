package io.s22.report.load;

import io.s22.report.load.Change.Mean;
import java.util.Arrays;

/**
 * The mean of successive slices of a load test, and how sure it is. Slices depend on each other, so
 * that treating them as independent would make chance look like proof. Two estimates of the mean's
 * variance are made, and the larger one is taken: batch means (Law and Kelton, Simulation Modeling
 * and Analysis, 9.5.3), where neighbours are put together until what is left depends no more, or
 * few are left; and the variance of a first-order autoregression (ibid., 9.5.3), which sees slow
 * waves of which a test holds only a few. The correlation's bias in short series is corrected
 * (Marriott and Pope, 1954).
 */
final class Batches {
  private static final int MOST = 32;
  private static final int FEWEST = 8;
  private static final double DEPENDENT = 0.2;
  private static final double MOST_DEPENDENT = 0.9;

  private Batches() {}

  /**
   * The mean, its variance and that variance's degrees of freedom.
   *
   * @param slices in time's order
   */
  static Mean mean(double[] slices) {
    double all = Arrays.stream(slices).average().orElse(Double.NaN);
    Mean batches = Mean.of(of(slices));
    Mean regression = autoregression(means(slices, Math.min(MOST, slices.length)));
    Mean surer = batches.variance() >= regression.variance() ? batches : regression;
    return new Mean(all, surer.variance(), surer.freedom());
  }

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

  private static Mean autoregression(double[] values) {
    Mean plain = Mean.of(values);
    double n = values.length;
    double seen = dependence(values);
    double own = Math.clamp(seen + (1 + 3 * seen) / n, 0, MOST_DEPENDENT);
    double inflated = (1 + own) / (1 - own);
    return new Mean(plain.mean(), plain.variance() * inflated, Math.max(2, n / inflated - 1));
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
