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
   * All of it. A million values are gone through seven times, whatever the number of quantiles.
   *
   * @param values by trial; those that are not numbers are left out
   */
  public Spread spread(double[] values) {
    Ordered ordered = new Ordered(values);
    Estimate mean = mean(values);
    List<Quantile> quantiles = quantiles(values, ordered);
    double p99 = Spread.at(quantiles, 0.99).high();
    double top = p99 + 0.02 * (p99 - ordered.min());
    return new Spread(mean, sd(values, mean.value()), quantiles, ordered.histogram(HISTOGRAM, top));
  }

  private List<Quantile> quantiles(double[] values, Ordered ordered) {
    if (ordered.size() == 0 || ordered.min() == ordered.max()) {
      Estimate same = Estimate.exact(ordered.size() == 0 ? Double.NaN : ordered.min());
      return Arrays.stream(SHARES).mapToObj(p -> new Quantile(p, same)).toList();
    }
    ordered.prepare(SHARES);
    double[] q = Arrays.stream(SHARES).map(ordered::quantile).toArray();
    double[] half = halfWidths(values.length / replicates, ordered, q);
    double[] ends = new double[2 * q.length];
    for (int p = 0; p < q.length; p++) {
      ends[2 * p] = Math.max(0, SHARES[p] - half[p]);
      ends[2 * p + 1] = Math.min(1, SHARES[p] + half[p]);
    }
    ordered.prepare(ends);
    List<Quantile> found = new ArrayList<>();
    for (int p = 0; p < q.length; p++) {
      double low = ordered.quantile(ends[2 * p]);
      double high = ordered.quantile(ends[2 * p + 1]);
      found.add(new Quantile(SHARES[p], new Estimate(q[p], low, high)));
    }
    return found;
  }

  /** Half the interval of the distribution function at each of the quantiles {@code q}. */
  private double[] halfWidths(int each, Ordered ordered, double[] q) {
    double[][] below = new double[q.length][replicates];
    double[] counts = new double[replicates];
    for (int r = 0; r < replicates; r++) {
      long[] within = ordered.within(q, r * each, (r + 1) * each);
      for (int p = 0; p <= q.length; p++) {
        counts[r] += within[p];
        if (p < q.length) {
          below[p][r] = counts[r];
        }
      }
    }
    double[] half = new double[q.length];
    for (int p = 0; p < q.length; p++) {
      Estimate share = ratio(below[p], counts);
      // Never narrower than one rank: the quantile itself is one of the trials.
      half[p] = Math.max((share.high() - share.low()) / 2, 1.0 / ordered.size());
    }
    return half;
  }

  /** The root of the mean square off {@code mean}, and of the ends of that one's interval. */
  private Estimate sd(double[] values, double mean) {
    int each = values.length / replicates;
    double[] squares = new double[replicates];
    double[] counts = new double[replicates];
    for (int r = 0; r < replicates; r++) {
      double sum = 0;
      int numbers = 0;
      for (int i = r * each; i < (r + 1) * each; i++) {
        boolean number = !Double.isNaN(values[i]);
        sum += number ? (values[i] - mean) * (values[i] - mean) : 0;
        numbers += number ? 1 : 0;
      }
      squares[r] = sum;
      counts[r] = numbers;
    }
    Estimate variance = ratio(squares, counts);
    return new Estimate(
        Math.sqrt(variance.value()),
        Math.sqrt(Math.max(0, variance.low())),
        Math.sqrt(variance.high()));
  }
}
