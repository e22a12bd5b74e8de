package io.s22.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.forecast.answer.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * Networks with every law of the language: against longest paths with other generators of the same
 * laws (sums of exponentials, order statistics), and against the Markov chain's whole distribution.
 */
class MixedNetworksTest {
  private static final long SEED = 20240316;
  private static final int NIGHTS = 100_000;

  /**
   * Elmaghraby's thirteen arcs (Activity Networks, 1977), each after those that end in its node.
   */
  private static final int[][] THIRTEEN = {
    {}, {}, {0}, {0}, {0}, {1, 2}, {3}, {3}, {7}, {7}, {4, 5, 9}, {6}, {8, 11}
  };

  private record Arc(String takes, ToDoubleFunction<SplittableRandom> hours) {}

  private static final List<Arc> LAWS =
      List.of(
          new Arc(
              "{weibull: {scale: 6h, shape: 1.5}}",
              r -> 6 * Math.pow(r.nextExponential(), 1 / 1.5)),
          new Arc(
              "{gamma: {mean: 6h, shape: 3}}",
              r -> 2 * (r.nextExponential() + r.nextExponential() + r.nextExponential())),
          new Arc("{beta: {best: 2h, worst: 12h, a: 2, b: 3}}", r -> 2 + 10 * ordered(r, 4, 2)),
          new Arc("{best: 2h, likely: 5h, worst: 8h}", r -> 2 + 6 * ordered(r, 5, 3)),
          new Arc("{uniform: {from: 3h, to: 9h}}", r -> 3 + 6 * r.nextDouble()),
          new Arc(
              "{triangular: {best: 2h, likely: 6h, worst: 10h}}",
              r -> 2 + 4 * (r.nextDouble() + r.nextDouble())),
          new Arc(
              "{lognormal: {median: 5h, sigma: 0.5}}", r -> 5 * Math.exp(0.5 * r.nextGaussian())),
          new Arc("{exponential: {mean: 5h}}", r -> 5 * r.nextExponential()),
          new Arc("4h", r -> 4),
          new Arc("{normal: {mean: 6h, sd: 1h}}", r -> 6 + r.nextGaussian()));

  /** The k-th smallest of n uniforms: Beta(k, n + 1 - k). */
  private static double ordered(SplittableRandom random, int n, int k) {
    return random.doubles(n).sorted().skip(k - 1).findFirst().orElseThrow();
  }

  private static Forecast forecast(int[][] after, List<String> takes, String closes) {
    List<String> steps = new ArrayList<>();
    for (int k = 0; k < after.length; k++) {
      List<String> before = Arrays.stream(after[k]).mapToObj(b -> "s" + b).toList();
      steps.add(
          "- {step: s%d, uses: shell, after: %s, takes: %s}".formatted(k, before, takes.get(k)));
    }
    Options options = Options.of(SEED, 2).withTrials(65_536).withLevel(0.999).withDrivers(0);
    return Forecaster.forecast(Plans.steps(closes, String.join("\n", steps) + "\n"), options);
  }

  @Test
  void thirteen_arcs_of_ten_laws_end_as_longest_paths_of_other_generators_do() {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] ends = new double[NIGHTS];
    int[] critical = new int[THIRTEEN.length];
    for (int i = 0; i < NIGHTS; i++) {
      ends[i] = longest(random, critical);
    }
    double mean = Arrays.stream(ends).average().orElseThrow();
    double sd =
        Math.sqrt(Arrays.stream(ends).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
    Arrays.sort(ends);
    List<String> takes = new ArrayList<>();
    for (int k = 0; k < THIRTEEN.length; k++) {
      takes.add(LAWS.get(k % LAWS.size()).takes());
    }
    Forecast forecast = forecast(THIRTEEN, takes, "2024-03-17 12:00");
    near(forecast.run().finish().mean().times(1 / 3600.0), mean, sd / Math.sqrt(NIGHTS));
    for (double p : new double[] {0.1, 0.5, 0.9, 0.99}) {
      double value =
          forecast.run().finish().quantiles().stream()
              .filter(q -> q.p() == p)
              .findFirst()
              .orElseThrow()
              .at()
              .value();
      double below = -Arrays.binarySearch(ends, value / 3600) / (double) NIGHTS;
      assertThat(below).as("quantile %s", p).isBetween(p - 5 * spread(p), p + 5 * spread(p));
    }
    for (int k = 0; k < critical.length; k++) {
      double share = critical[k] / (double) NIGHTS;
      near(forecast.steps().get(k).criticality(), share, spread(share));
    }
  }

  private static double longest(SplittableRandom random, int[] critical) {
    int n = THIRTEEN.length;
    double[] end = new double[n];
    int[] cause = new int[n];
    int last = 0;
    for (int k = 0; k < n; k++) {
      double begin = 0;
      cause[k] = -1;
      for (int before : THIRTEEN[k]) {
        cause[k] = end[before] > begin ? before : cause[k];
        begin = Math.max(begin, end[before]);
      }
      end[k] = begin + LAWS.get(k % LAWS.size()).hours().applyAsDouble(random);
      last = end[k] > end[last] ? k : last;
    }
    for (int k = last; k >= 0; k = cause[k]) {
      critical[k]++;
    }
    return end[last];
  }

  private static double spread(double p) {
    return Math.sqrt(p * (1 - p) / NIGHTS) + 1.0 / NIGHTS;
  }

  private static void near(Estimate estimate, double other, double error) {
    assertThat(estimate.value())
        .as("seed %d", SEED)
        .isBetween(other - 5 * error, other + 5 * error);
  }

  @Test
  void the_whole_distribution_of_an_exponential_bridge_is_that_of_its_markov_chain() {
    int[][] bridge = {{}, {}, {0}, {0}, {1, 2}};
    double[] rates = {1, 0.5, 2, 0.8, 1.25};
    List<String> takes =
        Arrays.stream(rates)
            .mapToObj(rate -> "{exponential: {mean: %ds}}".formatted(Math.round(3600 / rate)))
            .toList();
    Forecast forecast = forecast(bridge, takes, "2024-03-16 06:00");
    double late = 1 - ended(bridge, rates, 6);
    assertThat(forecast.run().overrun().holds(late)).as("%s", late).isTrue();
    forecast
        .run()
        .finish()
        .quantiles()
        .forEach(q -> {
          double low = ended(bridge, rates, q.at().low() / 3600);
          double high = ended(bridge, rates, q.at().high() / 3600);
          assertThat(q.p()).as("quantile %s, seed %d", q.p(), SEED).isBetween(low, high);
        });
  }

  /** The chance that all is done by {@code t}, by uniformisation of the chain of sets done. */
  private static double ended(int[][] after, double[] rates, double t) {
    double total = Arrays.stream(rates).sum();
    double[] at = new double[1 << rates.length];
    at[0] = 1;
    double weight = Math.exp(-total * t);
    double sum = weight * at[at.length - 1];
    for (int jumps = 1; jumps < 40 + 4 * total * t; jumps++) {
      at = jump(after, rates, total, at);
      weight *= total * t / jumps;
      sum += weight * at[at.length - 1];
    }
    return sum;
  }

  private static double[] jump(int[][] after, double[] rates, double total, double[] at) {
    double[] next = new double[at.length];
    for (int done = 0; done < at.length; done++) {
      double left = total;
      for (int k = 0; k < rates.length; k++) {
        int set = done;
        boolean ready = Arrays.stream(after[k]).allMatch(b -> (set >> b & 1) == 1);
        if ((done >> k & 1) == 0 && ready) {
          next[done | 1 << k] += at[done] * rates[k] / total;
          left -= rates[k];
        }
      }
      next[done] += at[done] * left / total;
    }
    return next;
  }
}
