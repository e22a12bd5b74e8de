package io.s22.report.load;

import org.hipparchus.distribution.continuous.TDistribution;

/**
 * By how much a figure changed, and how sure that is.
 *
 * @param before mean before
 * @param after mean after
 * @param ratio after divided by before; not a number where before was 0
 * @param low lower end of the ratio's confidence interval
 * @param high upper end; not a number, like {@code low}, where single values allow none
 * @param level of the interval
 * @param error standard error of the ratio's logarithm; not a number for single values
 * @param freedom its degrees of freedom
 */
public record Change(
    double before,
    double after,
    double ratio,
    double low,
    double high,
    double level,
    double error,
    double freedom) {
  private static final double LEVEL = 0.95;

  /** A sample: its mean, the variance of that mean, and its degrees of freedom. */
  record Mean(double mean, double variance, double freedom) {
    static Mean of(double[] values) {
      double mean = java.util.Arrays.stream(values).average().orElse(Double.NaN);
      if (values.length < 2) {
        return new Mean(mean, Double.NaN, 0);
      }
      double squares = 0;
      for (double value : values) {
        squares += (value - mean) * (value - mean);
      }
      double n = values.length;
      return new Mean(mean, squares / (n - 1) / n, n - 1);
    }

    /** Half the width of the mean's own 95 % interval; not a number for a single value. */
    double halfWidth() {
      return freedom < 1 ? Double.NaN : quantile(freedom, LEVEL) * Math.sqrt(variance);
    }
  }

  /**
   * From independent values. The interval is Welch's for the logarithm of the ratio, with variances
   * by the delta method; {@code x}'s relative variance is {@code var / mean²}.
   */
  static Change of(double[] before, double[] after) {
    return of(Mean.of(before), Mean.of(after));
  }

  /** From two means. */
  static Change of(Mean before, Mean after) {
    double ratio = before.mean() == 0 ? Double.NaN : after.mean() / before.mean();
    boolean sure = before.freedom() >= 1 && after.freedom() >= 1 && ratio > 0;
    if (!sure) {
      return new Change(
          before.mean(), after.mean(), ratio, Double.NaN, Double.NaN, LEVEL, Double.NaN, 0);
    }
    double a = before.variance() / (before.mean() * before.mean());
    double b = after.variance() / (after.mean() * after.mean());
    double both = a + b;
    double freedom =
        both == 0
            ? before.freedom() + after.freedom()
            : both * both / (a * a / before.freedom() + b * b / after.freedom());
    double error = Math.sqrt(both);
    double free = Math.max(1, freedom);
    double half = quantile(free, LEVEL) * error;
    return new Change(
        before.mean(),
        after.mean(),
        ratio,
        ratio * Math.exp(-half),
        ratio * Math.exp(half),
        LEVEL,
        error,
        free);
  }

  private static double quantile(double freedom, double level) {
    return new TDistribution(freedom).inverseCumulativeProbability((1 + level) / 2);
  }

  /**
   * Half the width of the interval at that level, in logarithms.
   *
   * @param beside standard deviation of the ratio's logarithm that the values do not show
   */
  double halfWidth(double atLevel, double beside) {
    return freedom > 0 ? quantile(freedom, atLevel) * Math.hypot(error, beside) : Double.NaN;
  }

  /** Half the width of the 95 % interval of the mean of {@code values}. */
  public static double halfWidth(double[] values) {
    return Mean.of(values).halfWidth();
  }

  /** From independent values, for tables of figures. */
  public static Change between(double[] before, double[] after) {
    return of(before, after);
  }
}
