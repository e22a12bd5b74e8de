package io.s22.forecast.answer;

import io.s22.forecast.draw.Gauss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  private static final double[] SHARES = {
    0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.8, 0.9, 0.95, 0.99, 0.999
  };
  private static final int P99 = 9;
  private static final int HISTOGRAM = 40;

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
      double sum = 0;
      int numbers = 0;
      for (int i = r * each; i < (r + 1) * each; i++) {
        boolean number = !Double.isNaN(values[i]);
        sum += number ? values[i] : 0;
        numbers += number ? 1 : 0;
      }
      sums[r] = sum;
      counts[r] = numbers;
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

  /**
   * The mean of what was added up.
   *
   * @param sums by scramble
   * @param each how many trials a scramble has
   */
  public Estimate mean(double[] sums, int each) {
    double[] counts = new double[sums.length];
    Arrays.fill(counts, each);
    return ratio(sums, counts);
  }

  /**
   * All of it.
   *
   * @param values by trial; those that are not numbers are left out
   */
  public Spread spread(double[] values) {
    Sample sample = new Sample(values, replicates);
    Estimate mean = ratio(sample.sums, sample.numbers);
    Estimate sd = sd(ratio(sample.squares, sample.numbers));
    if (sample.size() == 0 || sample.isConstant()) {
      return constant(mean, sd, sample);
    }
    sample.collect(SHARES, 1);
    double[] q = Arrays.stream(SHARES).map(sample::quantile).toArray();
    long[] counts = new long[HISTOGRAM];
    double width = (q[P99] - sample.min()) * 1.02 / HISTOGRAM;
    double[][] below = sample.below(q, width, counts);
    double[] ends = ends(sample, below);
    sample.collect(ends, 0);
    List<Quantile> quantiles = new ArrayList<>();
    for (int p = 0; p < q.length; p++) {
      double low = sample.quantile(ends[2 * p]);
      double high = sample.quantile(ends[2 * p + 1]);
      quantiles.add(new Quantile(SHARES[p], new Estimate(q[p], low, high)));
    }
    return new Spread(mean, sd, quantiles, histogram(sample, width, counts));
  }

  /** The shares at both ends of each quantile's interval. */
  private double[] ends(Sample sample, double[][] below) {
    double[] ends = new double[2 * SHARES.length];
    for (int p = 0; p < SHARES.length; p++) {
      Estimate share = ratio(below[p], sample.numbers);
      // Never narrower than one rank: the quantile itself is one of the trials.
      double half = Math.max((share.high() - share.low()) / 2, 1.0 / sample.size());
      ends[2 * p] = Math.max(0, SHARES[p] - half);
      ends[2 * p + 1] = Math.min(1, SHARES[p] + half);
    }
    return ends;
  }

  private static Spread constant(Estimate mean, Estimate sd, Sample sample) {
    Estimate same = Estimate.exact(sample.size() == 0 ? Double.NaN : sample.min());
    List<Quantile> quantiles = Arrays.stream(SHARES).mapToObj(p -> new Quantile(p, same)).toList();
    return new Spread(mean, sd, quantiles, histogram(sample, 0, new long[0]));
  }

  /** Where 99 of 100 are the least, there is nothing to draw. */
  private static Histogram histogram(Sample sample, double width, long[] counts) {
    double from = sample.size() == 0 ? 0 : sample.min();
    return width > 0
        ? new Histogram(from, width, counts)
        : new Histogram(from, 0, new long[] {sample.size()});
  }

  /** The root of the mean square off the mean, and of the ends of that one's interval. */
  private static Estimate sd(Estimate variance) {
    return new Estimate(
        Math.sqrt(variance.value()),
        Math.sqrt(Math.max(0, variance.low())),
        Math.sqrt(variance.high()));
  }
}
