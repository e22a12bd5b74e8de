package io.s22.forecast.learn;

import java.util.List;

/**
 * A lognormal predictive distribution from a prior and measured values.
 *
 * <p>The logarithms are normal. Their mean has a normal prior around the estimate's logarithm,
 * their variance a scaled inverse chi-square one of four degrees of freedom around what the
 * estimate says (A. Gelman et al., Bayesian Data Analysis, 3rd ed., ch. 3). What is predicted has
 * the variance of both together.
 *
 * @param median of the predicted duration
 * @param sigma log-sd of it
 */
public record LogFit(double median, double sigma) {
  /** How people's estimates scatter: log-sd of actual over estimate, 12,299 tasks (docs). */
  public static final double ESTIMATES = 0.95;

  /** How repairs of machines scatter: log-sd of 23,552 of them (docs); their median is 63 min. */
  public static final double REPAIRS = 1.40;

  private static final double PRIOR_WEIGHT = 4;
  private static final double LEAST = 1e-3;

  /**
   * What is to be expected after {@code measured}, in seconds.
   *
   * @param median the estimate's
   * @param sigma the scatter the estimate admits to, as log-sd
   */
  public static LogFit of(double median, double sigma, List<Double> measured) {
    double own = Math.max(sigma, 0.05);
    double prior = Math.max(0.05, ESTIMATES * ESTIMATES - own * own);
    double mean = 0;
    for (double x : measured) {
      mean += Math.log(Math.max(LEAST, x));
    }
    int n = measured.size();
    mean = n == 0 ? 0 : mean / n;
    double squares = 0;
    for (double x : measured) {
      double d = Math.log(Math.max(LEAST, x)) - mean;
      squares += d * d;
    }
    double variance = (PRIOR_WEIGHT * own * own + squares) / (PRIOR_WEIGHT + Math.max(0, n - 1));
    double precision = 1 / prior + n / variance;
    double centre = (Math.log(Math.max(LEAST, median)) / prior + n * mean / variance) / precision;
    return new LogFit(Math.exp(centre), Math.sqrt(variance + 1 / precision));
  }
}
