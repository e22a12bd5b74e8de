package io.s22.acceptance.forecast;

import java.util.Arrays;

/** Two-sample tests. */
final class TwoSamples {
  private TwoSamples() {}

  /**
   * Kolmogorov and Smirnov's test: how likely two samples of one distribution differ as much. With
   * ties it says a larger probability than is true, never a smaller one.
   */
  static double kolmogorovSmirnov(double[] first, double[] second) {
    double[] a = first.clone();
    double[] b = second.clone();
    Arrays.sort(a);
    Arrays.sort(b);
    double most = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      double x = Math.min(a[i], b[j]);
      while (i < a.length && a[i] == x) {
        i++;
      }
      while (j < b.length && b[j] == x) {
        j++;
      }
      most = Math.max(most, Math.abs((double) i / a.length - (double) j / b.length));
    }
    double n = (double) a.length * b.length / (a.length + b.length);
    double root = Math.sqrt(n);
    double z = (root + 0.12 + 0.11 / root) * most;
    double p = 0;
    for (int k = 1; k <= 100; k++) {
      p += 2 * (k % 2 == 1 ? 1 : -1) * Math.exp(-2.0 * k * k * z * z);
    }
    return z < 0.2 ? 1 : Math.clamp(p, 0, 1);
  }

  /** Fisher's exact test: k of n against l of m, both sides. */
  static double fisher(int k, int n, int l, int m) {
    int hits = k + l;
    double here = hypergeometric(k, hits, n, m);
    double p = 0;
    for (int x = Math.max(0, hits - m); x <= Math.min(n, hits); x++) {
      double other = hypergeometric(x, hits, n, m);
      p += other <= here * (1 + 1e-9) ? other : 0;
    }
    return Math.min(1, p);
  }

  private static double hypergeometric(int x, int hits, int n, int m) {
    return Math.exp(choose(n, x) + choose(m, hits - x) - choose(n + m, hits));
  }

  private static double choose(int n, int k) {
    return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
  }

  private static double logFactorial(int n) {
    if (n < 256) {
      double sum = 0;
      for (int i = 2; i <= n; i++) {
        sum += Math.log(i);
      }
      return sum;
    }
    double x = n + 1.0;
    return (x - 0.5) * Math.log(x)
        - x
        + 0.5 * Math.log(2 * Math.PI)
        + 1 / (12 * x)
        - 1 / (360 * x * x * x);
  }
}
