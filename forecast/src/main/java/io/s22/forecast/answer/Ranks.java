package io.s22.forecast.answer;

import io.s22.forecast.draw.Gauss;
import java.util.Arrays;

/** Spearman's rank correlation with one fixed variable; ties take their mean rank. */
public final class Ranks {
  private final double[] target;
  private final double z;

  public Ranks(double[] target, double level) {
    this.target = ranks(target, 0);
    this.z = Gauss.exactQuantile((1 + level) / 2);
  }

  /**
   * The correlation, with Fisher's interval.
   *
   * @param values one by trial; NaN counts as 0
   */
  public Estimate correlation(double[] values) {
    double[] ranks = ranks(values, 0);
    int n = ranks.length;
    double mean = (n - 1) / 2.0;
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < n; i++) {
      double a = ranks[i] - mean;
      double b = target[i] - mean;
      ab += a * b;
      aa += a * a;
      bb += b * b;
    }
    if (aa == 0 || bb == 0 || n < 4) {
      return Estimate.exact(0);
    }
    double r = ab / Math.sqrt(aa * bb);
    double fisher = atanh(Math.clamp(r, -1 + 1e-15, 1 - 1e-15));
    double half = z / Math.sqrt(n - 3.0);
    return new Estimate(r, Math.tanh(fisher - half), Math.tanh(fisher + half));
  }

  private static double atanh(double r) {
    return 0.5 * Math.log((1 + r) / (1 - r));
  }

  private static double[] ranks(double[] values, double missing) {
    int n = values.length;
    double[] sorted = new double[n];
    for (int i = 0; i < n; i++) {
      sorted[i] = Double.isNaN(values[i]) ? missing : values[i];
    }
    double[] plain = sorted.clone();
    Arrays.sort(sorted);
    double[] ranks = new double[n];
    for (int i = 0; i < n; i++) {
      ranks[i] = (first(sorted, plain[i]) + after(sorted, plain[i]) - 1) / 2.0;
    }
    return ranks;
  }

  private static int first(double[] sorted, double x) {
    int lo = 0;
    int hi = sorted.length;
    while (lo < hi) {
      int mid = (lo + hi) >>> 1;
      if (sorted[mid] < x) {
        lo = mid + 1;
      } else {
        hi = mid;
      }
    }
    return lo;
  }

  private static int after(double[] sorted, double x) {
    int lo = 0;
    int hi = sorted.length;
    while (lo < hi) {
      int mid = (lo + hi) >>> 1;
      if (sorted[mid] <= x) {
        lo = mid + 1;
      } else {
        hi = mid;
      }
    }
    return lo;
  }
}
