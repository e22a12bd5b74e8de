package io.s22.plan;

/** The gamma function and the gamma distribution with scale 1. */
final class Gamma {
  private Gamma() {}

  /** The inverse of {@link #below}, by bisection: the distribution is continuous and rises. */
  static double quantile(double shape, double p) {
    double lnGamma = ln(shape);
    double low = 0;
    double high = shape + 1;
    while (below(shape, lnGamma, high) < p) {
      high *= 2;
    }
    while (high - low > 1e-13 * high) {
      double middle = (low + high) / 2;
      if (middle <= low || middle >= high) {
        break;
      }
      if (below(shape, lnGamma, middle) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** The regularised incomplete gamma function: series DLMF 8.7.1, fraction DLMF 8.9.2. */
  private static double below(double a, double lnGamma, double x) {
    if (x <= 0) {
      return 0;
    }
    double front = Math.exp(a * Math.log(x) - x - lnGamma);
    return x < a + 1 ? front * series(a, x) : 1 - front * fraction(a, x);
  }

  private static double series(double a, double x) {
    double term = 1 / a;
    double sum = term;
    for (int n = 1; n < 10_000 && term > sum * 1e-16; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return sum;
  }

  /** Lentz's method. */
  private static double fraction(double a, double x) {
    double b = x + 1 - a;
    double c = 1e300;
    double d = 1 / b;
    double h = d;
    for (int n = 1; n < 10_000; n++) {
      double an = -n * (n - a);
      b += 2;
      d = 1 / (an * d + b);
      c = b + an / c;
      h *= d * c;
      if (Math.abs(d * c - 1) < 1e-15) {
        break;
      }
    }
    return h;
  }

  /**
   * The logarithm of the gamma function: Stirling's series after shifting x above 10; exact to
   * about 1e-15 there.
   */
  static double ln(double x) {
    double shift = 0;
    double y = x;
    while (y < 10) {
      shift += Math.log(y);
      y++;
    }
    double r = 1 / (y * y);
    double series = (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r / 1680))) / y;
    return (y - 0.5) * Math.log(y) - y + 0.91893853320467274178 + series - shift;
  }
}
