package io.s22.forecast.answer;

import io.s22.forecast.draw.Gauss;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * Confidence intervals for figures from scrambles of equal size, which stand one after the other.
 *
 * <p>Means: Student's t over the scrambles' means. Quantiles: R. Woodruff's interval (JASA 47,
 * 1952): the spread of the distribution function between scrambles at the estimate, carried over to
 * the quantile. Probabilities: Wilson's score interval (JASA 22, 1927), which is too wide rather
 * than too narrow for Sobol points; at no hits at all the rule of three, 1 - alpha^(1/n).
 */
public final class Intervals {
  private final int replicates;
  private final double level;
  private final double t;
  private final double z;

  /**
   * @param replicates how many scrambles there are
   * @param level the probability with which the interval holds the truth
   */
  public Intervals(int replicates, double level) {
    this.replicates = replicates;
    this.level = level;
    this.t = new TDistribution(replicates - 1.0).inverseCumulativeProbability((1 + level) / 2);
    this.z = Gauss.exactQuantile((1 + level) / 2);
  }

  /** The mean of those that are numbers. */
  public Estimate mean(double[] values) {
    int each = values.length / replicates;
    double[] sums = new double[replicates];
    double[] counts = new double[replicates];
    for (int r = 0; r < replicates; r++) {
      for (int i = r * each; i < (r + 1) * each; i++) {
        boolean number = !Double.isNaN(values[i]);
        sums[r] += number ? values[i] : 0;
        counts[r] += number ? 1 : 0;
      }
    }
    return ratio(sums, counts);
  }

  /** Sum over sum, with the interval of a ratio estimator (linearised). */
  public Estimate ratio(double[] sums, double[] counts) {
    double sum = 0;
    double count = 0;
    for (int r = 0; r < sums.length; r++) {
      sum += sums[r];
      count += counts[r];
    }
    if (count == 0) {
      return Estimate.exact(Double.NaN);
    }
    double mean = sum / count;
    double squares = 0;
    for (int r = 0; r < sums.length; r++) {
      double d = sums[r] - mean * counts[r];
      squares += d * d;
    }
    double n = sums.length;
    double half = t * Math.sqrt(squares / (n * (n - 1))) / (count / n);
    return new Estimate(mean, mean - half, mean + half);
  }

  /** The share of {@code hits} in {@code trials}. */
  public Estimate share(long hits, long trials) {
    double n = trials;
    double p = hits / n;
    if (hits == 0 || hits == trials) {
      double three = 1 - Math.pow(1 - level, 1 / n);
      return hits == 0 ? new Estimate(0, 0, three) : new Estimate(1, 1 - three, 1);
    }
    double z2 = z * z;
    double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
    double half = z / (1 + z2 / n) * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    return new Estimate(p, Math.max(0, centre - half), Math.min(1, centre + half));
  }

  /** The p-quantile of {@code values}, whose order statistics are {@code ordered}. */
  public Estimate quantile(double[] values, Ordered ordered, double p) {
    if (ordered.size() == 0) {
      return Estimate.exact(Double.NaN);
    }
    double q = ordered.quantile(p);
    int each = values.length / replicates;
    double[] below = new double[replicates];
    double[] counts = new double[replicates];
    for (int r = 0; r < replicates; r++) {
      for (int i = r * each; i < (r + 1) * each; i++) {
        below[r] += values[i] <= q ? 1 : 0;
        counts[r] += Double.isNaN(values[i]) ? 0 : 1;
      }
    }
    Estimate share = ratio(below, counts);
    // Never narrower than one rank: the quantile itself is one of the trials.
    double half = Math.max((share.high() - share.low()) / 2, 1.0 / ordered.size());
    return new Estimate(
        q, ordered.quantile(Math.max(0, p - half)), ordered.quantile(Math.min(1, p + half)));
  }

  /** All of it. */
  public Spread spread(double[] values) {
    Ordered ordered = new Ordered(values);
    Estimate mean = mean(values);
    Estimate p99 = quantile(values, ordered, 0.99);
    double top = p99.high() + 0.02 * (p99.high() - ordered.min());
    return new Spread(
        mean,
        sd(values, mean.value()),
        quantile(values, ordered, 0.5),
        quantile(values, ordered, 0.9),
        quantile(values, ordered, 0.95),
        p99,
        ordered.histogram(40, top));
  }

  private static double sd(double[] values, double mean) {
    double squares = 0;
    int n = 0;
    for (double x : values) {
      if (!Double.isNaN(x)) {
        squares += (x - mean) * (x - mean);
        n++;
      }
    }
    return Math.sqrt(squares / Math.max(1, n));
  }
}
