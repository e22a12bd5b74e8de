package io.s22.driver.measure;

import java.util.List;

/**
 * How sure the mean of a load test is while it is being made: half the width of its 95 % interval,
 * as a share of the mean, by eight batch means (Law and Kelton, Simulation Modeling and Analysis,
 * 9.5.3). The verdict of the report reckons for itself; this only says whether to go on.
 */
final class Precision {
  /** Two tests as sure as this show a loss of a fifth many times over. */
  static final double ENOUGH = 0.04;

  private static final int BATCHES = 8;

  /** Student's t with seven degrees of freedom, two-sided 95 %. */
  private static final double T = 2.365;

  private Precision() {}

  /** Of the mean of {@code slices}, the first tenth left out; infinite for too few. */
  static double of(List<Double> slices) {
    double[] warm =
        slices.stream().skip(slices.size() / 10).mapToDouble(Double::doubleValue).toArray();
    int size = warm.length / BATCHES;
    if (size == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double sum = 0;
    double squares = 0;
    for (int batch = 0; batch < BATCHES; batch++) {
      double mean = 0;
      for (int i = batch * size; i < (batch + 1) * size; i++) {
        mean += warm[i] / size;
      }
      sum += mean;
      squares += mean * mean;
    }
    double variance = Math.max(0, squares - sum * sum / BATCHES) / (BATCHES - 1);
    return sum == 0
        ? Double.POSITIVE_INFINITY
        : T * Math.sqrt(variance / BATCHES) / (sum / BATCHES);
  }
}
