package io.s22.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.forecast.answer.Estimate;
import io.s22.plan.yaml.PlanReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Activity networks from the literature, and networks whose whole distribution can be counted. */
class PublishedNetworksTest {
  private static final long SEED = 20240316;
  private static final String LONG = "2024-03-17 00:00";

  /** Wheatstone's bridge, the smallest network that is not series and parallel: steps as arcs. */
  private static final int[][] BRIDGE = {{}, {}, {0}, {0}, {1, 2}};

  private static Options options() {
    return Options.of(SEED, 2).withTrials(100_000).withLevel(0.999).withDrivers(0);
  }

  private static Forecast forecast(int[][] after, List<String> takes, String closes) {
    StringBuilder steps = new StringBuilder();
    for (int k = 0; k < after.length; k++) {
      String names =
          String.join(", ", Arrays.stream(after[k]).mapToObj(before -> "s" + before).toList());
      steps.append(
          "- {step: s%d, uses: shell, after: [%s], takes: %s}%n".formatted(k, names, takes.get(k)));
    }
    return Forecaster.forecast(Plans.steps(closes, steps.toString()), options());
  }

  private static void holds(Estimate estimate, double exact, String what) {
    assertThat(estimate.holds(exact))
        .as("%s: %s holds %s (seed %d)", what, estimate, exact, SEED)
        .isTrue();
  }

  @Test
  void elmaghrabys_thirteen_arcs_take_a_third_longer_than_their_means_say() {
    var plan = PlanReader.read(Path.of("../bench/plans/thirteen-steps.yaml")).plan().orElseThrow();
    Forecast forecast = Forecaster.forecast(plan, options());
    double[] crude = crude(200_000);
    double mean = Arrays.stream(crude).average().orElseThrow();
    Estimate ends = forecast.run().finish().mean().times(1 / 60.0);
    // Four standard errors of the crude mean, whose standard deviation is about 24.
    assertThat(ends.value()).isBetween(mean - 0.21, mean + 0.21).isGreaterThan(48.2 * 4 / 3 - 0.5);
    assertThat(ends.high() - ends.low()).isLessThan(0.1);
    double late = Arrays.stream(crude).filter(end -> end > 90).count() / (double) crude.length;
    assertThat(forecast.run().overrun().value()).isBetween(late - 0.004, late + 0.004);
    double last = forecast.steps().get(10).criticality().value();
    double other = forecast.steps().get(12).criticality().value();
    // Every path goes through one of the two last arcs, never through both.
    assertThat(last + other).isBetween(1 - 1e-12, 1 + 1e-12);
  }

  /** The six paths, by hand. */
  private static double[] crude(int nights) {
    double[] means = {13, 5.5, 7, 5.2, 16.5, 14.7, 10.3, 6, 4, 20, 3.2, 3.2, 16.5};
    List<Integer> normal = List.of(0, 1, 3, 10, 11);
    int[][] paths = {
      {1, 5, 10}, {0, 2, 5, 10}, {0, 4, 10}, {0, 3, 7, 9, 10}, {0, 3, 7, 8, 12}, {0, 3, 6, 11, 12}
    };
    SplittableRandom random = new SplittableRandom(SEED);
    double[] ends = new double[nights];
    double[] v = new double[means.length];
    for (int i = 0; i < nights; i++) {
      for (int k = 0; k < v.length; k++) {
        v[k] =
            normal.contains(k)
                ? Math.max(0, random.nextGaussian(means[k], means[k] / 4))
                : random.nextExponential() * means[k];
      }
      for (int[] path : paths) {
        ends[i] = Math.max(ends[i], Arrays.stream(path).mapToDouble(k -> v[k]).sum());
      }
    }
    return ends;
  }

  /**
   * Mean and variance of the end: V. Kulkarni and V. Adlakha's Markov chain (Oper. Res. 34, 1986).
   */
  private static double[] markov(int[][] after, double[] rates) {
    int all = (1 << rates.length) - 1;
    double[] mean = new double[all + 1];
    double[] square = new double[all + 1];
    for (int done = all - 1; done >= 0; done--) {
      double total = 0;
      double next = 0;
      double nextSquare = 0;
      for (int k = 0; k < rates.length; k++) {
        if ((done >> k & 1) == 0 && ready(after[k], done)) {
          total += rates[k];
          next += rates[k] * mean[done | 1 << k];
          nextSquare += rates[k] * square[done | 1 << k];
        }
      }
      if (total > 0) {
        mean[done] = (1 + next) / total;
        square[done] = (2 * mean[done] + nextSquare) / total;
      }
    }
    return new double[] {mean[0], Math.sqrt(square[0] - mean[0] * mean[0])};
  }

  private static boolean ready(int[] after, int done) {
    return Arrays.stream(after).allMatch(before -> (done >> before & 1) == 1);
  }

  @Test
  void the_bridge_of_exponential_arcs_ends_as_its_markov_chain_says() {
    markovHolds(BRIDGE, new double[] {1, 1, 1, 1, 1});
    markovHolds(BRIDGE, new double[] {1, 0.5, 2, 0.7, 1.5});
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void random_networks_of_exponential_steps_end_as_their_markov_chains_say(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] after = new int[9][];
    double[] rates = new double[after.length];
    for (int k = 0; k < after.length; k++) {
      after[k] = IntStream.range(0, k).filter(b -> random.nextInt(3) == 0).toArray();
      rates[k] = 0.25 + random.nextInt(8) / 4.0;
    }
    markovHolds(after, rates);
  }

  private static void markovHolds(int[][] after, double[] perHour) {
    List<String> takes =
        Arrays.stream(perHour)
            .mapToObj(rate -> "{exponential: {mean: " + Math.round(3_600_000 / rate) + "ms}}")
            .toList();
    Forecast forecast = forecast(after, takes, "2024-06-16 00:00");
    double[] exact = markov(after, perHour);
    holds(forecast.run().finish().mean(), exact[0] * 3600, Arrays.deepToString(after));
    holds(forecast.run().finish().sd(), exact[1] * 3600, Arrays.deepToString(after));
  }

  @Test
  void every_arc_of_a_discrete_bridge_is_critical_as_often_as_counting_says() {
    List<int[]> values =
        List.of(
            new int[] {1, 2, 3},
            new int[] {2, 3, 4},
            new int[] {1, 1, 2},
            new int[] {2, 4, 5},
            new int[] {1, 3, 3});
    List<String> takes =
        values.stream()
            .map(v -> "{empirical: {values: [%dm, %dm, %dm]}}".formatted(v[0], v[1], v[2]))
            .toList();
    double[] critical = new double[5];
    double late = 0;
    double mean = 0;
    int[] d = new int[5];
    for (int night = 0; night < 243; night++) {
      for (int k = 0, rest = night; k < 5; k++, rest /= 3) {
        d[k] = values.get(k)[rest % 3];
      }
      int[] paths = {d[0] + d[3], d[0] + d[2] + d[4], d[1] + d[4]};
      int end = Arrays.stream(paths).max().orElseThrow();
      mean += end / 243.0;
      late += end > 6 ? 1 / 243.0 : 0;
      boolean[] longest = {paths[0] == end, paths[1] == end, paths[2] == end};
      // Where several paths are longest, all their arcs are critical.
      critical[0] += longest[0] || longest[1] ? 1 / 243.0 : 0;
      critical[1] += longest[2] ? 1 / 243.0 : 0;
      critical[2] += longest[1] ? 1 / 243.0 : 0;
      critical[3] += longest[0] ? 1 / 243.0 : 0;
      critical[4] += longest[1] || longest[2] ? 1 / 243.0 : 0;
    }
    Forecast forecast = forecast(BRIDGE, takes, "2024-03-16 00:06");
    holds(forecast.run().finish().mean(), mean * 60, "mean");
    holds(forecast.run().overrun(), late, "later than 6 minutes");
    for (int k = 0; k < 5; k++) {
      holds(forecast.steps().get(k).criticality(), critical[k], "arc " + k);
    }
  }

  @Test
  void dummies_and_merge_nodes_change_nothing() {
    int[][] after = {{}, {}, {0}, {0}, {1, 2}};
    int[][] withNodes = {{}, {}, {0}, {2}, {2}, {1, 3}, {5}, {4, 6}};
    String exp = "{exponential: {mean: 1h}}";
    Forecast plain = forecast(after, List.of(exp, exp, exp, exp, exp), LONG);
    Forecast nodes = forecast(withNodes, List.of(exp, exp, "0s", exp, exp, "0s", exp, "0s"), LONG);
    double exact = markov(after, new double[] {1, 1, 1, 1, 1})[0] * 3600;
    holds(plain.run().finish().mean(), exact, "without");
    holds(nodes.run().finish().mean(), exact, "with");
    int[] same = {0, 1, 3, 4, 6};
    for (int k = 0; k < same.length; k++) {
      double a = plain.steps().get(k).criticality().value();
      assertThat(nodes.steps().get(same[k]).criticality().value()).isBetween(a - 0.01, a + 0.01);
    }
    assertThat(nodes.steps().get(7).criticality().value()).isEqualTo(1);
  }

  @Test
  void the_largest_of_uniforms_has_their_product_as_distribution() {
    int n = 5;
    int[][] after = new int[n][0];
    Forecast forecast =
        forecast(
            after,
            java.util.Collections.nCopies(n, "{uniform: {from: 0s, to: 1h}}"),
            "2024-03-16 00:54");
    holds(forecast.run().finish().mean(), 3600.0 * n / (n + 1), "mean");
    holds(forecast.run().finish().p50(), 3600 * Math.pow(0.5, 1.0 / n), "median");
    holds(forecast.run().finish().p99(), 3600 * Math.pow(0.99, 1.0 / n), "P99");
    holds(forecast.run().overrun(), 1 - Math.pow(0.9, n), "after 54 minutes");
    for (int k = 0; k < n; k++) {
      holds(forecast.steps().get(k).criticality(), 1.0 / n, "step " + k);
    }
  }

  @Test
  void equal_steps_side_by_side_are_all_critical_and_a_shorter_one_never() {
    Forecast forecast =
        forecast(new int[][] {{}, {}, {}, {0, 1, 2}}, List.of("10m", "10m", "9m", "1m"), LONG);
    assertThat(forecast.steps().stream().map(step -> step.criticality().value()))
        .containsExactly(1.0, 1.0, 0.0, 1.0);
    assertThat(forecast.run().finish().p50().value()).isEqualTo(660);
  }

  @Test
  void normal_steps_in_series_add_up_to_a_normal_and_pert_steps_have_their_mean() {
    int[][] after = {{}, {0}, {1}};
    Forecast normal =
        forecast(
            after,
            List.of(
                "{normal: {mean: 60m, sd: 6m}}",
                "{normal: {mean: 40m, sd: 8m}}",
                "{normal: {mean: 50m, sd: 5m}}"),
            "2024-03-16 02:30");
    double sd = Math.sqrt(36 + 64 + 25) * 60;
    holds(normal.run().finish().mean(), 9000, "mean");
    holds(normal.run().finish().p90(), 9000 + 1.2815515655446004 * sd, "P90");
    holds(normal.run().overrun(), 0.5, "overrun");
    Forecast pert =
        forecast(
            after,
            List.of(
                "{best: 10m, likely: 20m, worst: 60m}",
                "{triangular: {best: 10m, likely: 20m, worst: 60m}}",
                "{lognormal: {median: 10m, sigma: 0.8}}"),
            LONG);
    double mean = (10 + 80 + 60) / 6.0 + 30 + 10 * Math.exp(0.32);
    holds(pert.run().finish().mean(), mean * 60, "PERT, triangular, lognormal");
  }

  @Test
  void two_of_three_hosts_with_one_repairer_are_down_as_birth_and_death_say() {
    // Failures at 3a, 2a, a; one repairer at rate 1 (an hour): balance of a birth-death chain.
    double a = 0.02;
    double[] p = {1, 3 * a, 3 * a * 2 * a, 3 * a * 2 * a * a};
    double exact = (p[2] + p[3]) / Arrays.stream(p).sum();
    String body =
        """
        crews: {mender: 1}
        cluster:
          hosts:
            "h-[1-3]": {faults: {every: 50h, mended-in: {exponential: {mean: 1h}}, crew: mender}}
          services:
            s: {on: "h-[1-3]", needs: 2 of 3}
        stages: [{stage: work, box: "00:00-24:00", steps: [{step: nothing, uses: shell, takes: 1s}]}]
        """;
    Forecast forecast = Forecaster.forecast(Plans.until("2024-03-19 00:00", body), options());
    // 72 hours: long past the start with all up.
    holds(forecast.services().getFirst().downAt().get(48), exact, "at the end");
  }
}
