package io.s22.forecast.draw;

import org.hipparchus.distribution.continuous.NormalDistribution;

/** The standard normal distribution. */
public final class Gauss {
  private static final NormalDistribution EXACT = new NormalDistribution();
  private static final QuantileTable QUANTILES =
      new QuantileTable(
          EXACT::inverseCumulativeProbability, p -> -EXACT.inverseCumulativeProbability(p));
  private static final double REACH = 8.5;
  private static final int CELLS = 1024;
  private static final double[] BELOW = below();

  private Gauss() {}

  private static double[] below() {
    double[] values = new double[CELLS + 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = EXACT.cumulativeProbability(-REACH + 2 * REACH * i / CELLS);
    }
    return values;
  }

  /** The {@code u}-quantile, from the table (error below 1e-6). */
  public static double quantile(double u) {
    return QUANTILES.at(u);
  }

  /** The {@code p}-quantile, exact. */
  public static double exactQuantile(double p) {
    return EXACT.inverseCumulativeProbability(p);
  }

  /** P(Z ≤ z), exact. */
  public static double exactBelow(double z) {
    return EXACT.cumulativeProbability(z);
  }

  /** The density at {@code z}. */
  public static double density(double z) {
    return EXACT.density(z);
  }

  /** P(Z ≤ z), strictly between 0 and 1: a Hermite cubic in a table (error below 1e-9). */
  public static double below(double z) {
    double x = (Math.max(-8.4, Math.min(8.2, z)) + REACH) * (CELLS / (2 * REACH));
    int i = (int) x;
    double s = x - i;
    double h = 2 * REACH / CELLS;
    double left = -REACH + i * h;
    double d0 = h * phi(left);
    double d1 = h * phi(left + h);
    double y0 = BELOW[i];
    double y1 = BELOW[i + 1];
    double rest = s * (d0 + s * (3 * (y1 - y0) - 2 * d0 - d1 + s * (d0 + d1 - 2 * (y1 - y0))));
    return Math.clamp(y0 + rest, 1e-17, Math.nextDown(1.0));
  }

  private static double phi(double z) {
    return 0.3989422804014327 * Math.exp(-0.5 * z * z);
  }
}
