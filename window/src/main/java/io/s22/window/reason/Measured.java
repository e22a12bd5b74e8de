package io.s22.window.reason;

import java.util.Arrays;

/**
 * What was measured.
 *
 * @param samples sorted, in base units
 */
record Measured(double[] samples) {
  private static final double LOW = 0.05;
  private static final double HIGH = 0.95;

  static Measured of(double[] values) {
    double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    return new Measured(sorted);
  }

  boolean isEmpty() {
    return samples.length == 0;
  }

  double mean() {
    return Arrays.stream(samples).average().orElse(Double.NaN);
  }

  double quantile(double share) {
    return samples[(int) Math.round(share * (samples.length - 1))];
  }

  /** Half the distance of the 5 % and the 95 % quantile, as a share of the mean. */
  double swing() {
    return (quantile(HIGH) - quantile(LOW)) / 2 / Math.abs(mean());
  }

  /** The share of samples beyond a threshold. */
  double beyond(double threshold, boolean above) {
    long count = Arrays.stream(samples).filter(v -> above ? v > threshold : v < threshold).count();
    return (double) count / samples.length;
  }

  Measured times(double factor) {
    return new Measured(Arrays.stream(samples).map(v -> v * factor).toArray());
  }
}
