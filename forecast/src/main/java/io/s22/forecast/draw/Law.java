package io.s22.forecast.draw;

/** How long something takes, in seconds, as a quantile function. */
public interface Law {
  /** The {@code u}-quantile, {@code u} strictly between 0 and 1. */
  double at(double u);

  /** {@code out[i] = at(u[i])} for the first {@code n}. */
  default void fill(double[] u, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = at(u[i]);
    }
  }

  /** Whether it is always the same. */
  default boolean fixed() {
    return false;
  }

  /** Mean, by the midpoint rule over 512 quantiles. */
  default double mean() {
    double sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += at((i + 0.5) / 512);
    }
    return sum / 512;
  }

  /** Standard deviation, by the midpoint rule over 512 quantiles. */
  default double sd() {
    double mean = mean();
    double sum = 0;
    for (int i = 0; i < 512; i++) {
      double d = at((i + 0.5) / 512) - mean;
      sum += d * d;
    }
    return Math.sqrt(sum / 512);
  }

  /** The share of cases that take at most {@code x}: bisection on the quantile function. */
  default double below(double x) {
    if (at(1e-12) > x) {
      return 0;
    }
    if (at(1 - 1e-12) <= x) {
      return 1;
    }
    double lo = 0;
    double hi = 1;
    for (int i = 0; i < 60; i++) {
      double mid = (lo + hi) / 2;
      if (at(mid) <= x) {
        lo = mid;
      } else {
        hi = mid;
      }
    }
    return lo;
  }
}
