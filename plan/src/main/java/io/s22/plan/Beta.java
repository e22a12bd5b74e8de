package io.s22.plan;

/** The Beta distribution. */
final class Beta {
  private static final double TINY = 1e-300;

  private Beta() {}

  /** The inverse of {@link #below}, by bisection: the distribution is continuous and rises. */
  static double quantile(double a, double b, double p) {
    if (p <= 0 || p >= 1) {
      return Math.clamp(p, 0, 1);
    }
    double lnBeta = Gamma.ln(a) + Gamma.ln(b) - Gamma.ln(a + b);
    double low = 0;
    double high = 1;
    for (int i = 0; i < 40; i++) {
      double middle = (low + high) / 2;
      if (below(a, b, lnBeta, middle) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** The regularised incomplete beta function, by its continued fraction (DLMF 8.17.22). */
  private static double below(double a, double b, double lnBeta, double x) {
    if (x <= 0 || x >= 1) {
      return Math.clamp(x, 0, 1);
    }
    double front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - lnBeta);
    return x < (a + 1) / (a + b + 2)
        ? front * fraction(a, b, x) / a
        : 1 - front * fraction(b, a, 1 - x) / b;
  }

  /** Lentz's method. */
  private static double fraction(double a, double b, double x) {
    double c = 1;
    double d = inverse(1 - (a + b) * x / (a + 1));
    double h = d;
    for (int m = 1; m <= 200; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = inverse(1 + even * d);
      c = notZero(1 + even / c);
      h *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = inverse(1 + odd * d);
      c = notZero(1 + odd / c);
      h *= d * c;
      if (Math.abs(d * c - 1) < 1e-14) {
        break;
      }
    }
    return h;
  }

  private static double notZero(double x) {
    return Math.abs(x) < TINY ? TINY : x;
  }

  private static double inverse(double x) {
    return 1 / notZero(x);
  }
}
