package io.s22.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.forecast.answer.Estimate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Published systems, each beside figures that the test works out itself, in 99 % intervals. */
class KnownSystemsTest {
  private static final long SEED = 19710131;

  private static Forecast forecast(String closes, String body) {
    Options options = Options.of(SEED, 2).withTrials(32_768).withLevel(0.99).withDrivers(0);
    return Forecaster.forecast(Plans.until(closes, body), options);
  }

  private static void holds(Estimate estimate, double exact) {
    assertThat(estimate.holds(exact)).as("%s holds %s (seed %d)", estimate, exact, SEED).isTrue();
    assertThat(estimate.high() - estimate.low()).isLessThan(0.4 * exact);
  }

  private static final String NOTHING =
      "stages: [{stage: work, box: \"00:00-24:00\", steps: [{step: no, uses: x, takes: 1s}]}]\n";

  /**
   * R. Barlow and F. Proschan (1975): five links between source and sink, each in nine times of
   * ten. What is no k of n is written by its minimal cuts: the service depends on each, and a cut
   * needs one of its hosts.
   */
  @Test
  void a_bridge_of_five_links_is_down_with_any_of_its_minimal_cuts() {
    int[][] cuts = {{0, 1}, {3, 4}, {0, 2, 4}, {1, 2, 3}};
    StringBuilder services = new StringBuilder();
    for (int c = 0; c < cuts.length; c++) {
      List<String> on = IntStream.of(cuts[c]).mapToObj(link -> "h-" + link).toList();
      services.append("    cut-%d: {on: %s, needs: 1 of %d}\n".formatted(c, on, on.size()));
    }
    String hosts = "\"h-[0-4]\": {faults: {every: 9h, mended-in: {exponential: {mean: 1h}}}}";
    Forecast forecast =
        forecast(
            "2024-03-17 06:00",
            "cluster:\n  hosts: {"
                + hosts
                + "}\n  services:\n"
                + services
                + "    net: {depends-on: [cut-0, cut-1, cut-2, cut-3]}\n"
                + NOTHING);
    double up = 0;
    for (int in = 0; in < 32; in++) {
      int set = in;
      boolean cut =
          IntStream.range(0, cuts.length)
              .anyMatch(c -> IntStream.of(cuts[c]).noneMatch(link -> (set >> link & 1) == 1));
      int n = Integer.bitCount(in);
      up += cut ? 0 : Math.pow(0.9, n) * Math.pow(0.1, 5.0 - n);
    }
    assertThat(up).isCloseTo(0.97848, org.assertj.core.data.Offset.offset(1e-12));
    holds(forecast.services().getLast().downAt().getLast(), 1 - up);
  }

  /**
   * A cold spare that takes a random time to take over. The chain's states are how many hosts are
   * out and how many take-overs are under way; it is followed from all being well by
   * uniformisation.
   */
  @Test
  void a_cold_spare_that_takes_its_time_to_take_over_is_as_its_markov_chain_says() {
    Forecast forecast =
        forecast(
            "2024-03-16 06:00",
            """
            crews: {menders: 1}
            cluster:
              hosts:
                "h-[1-2]": {faults: {every: 4h, mended-in: {exponential: {mean: 1h}}, crew: menders}}
              services:
                s:
                  on: "h-[1-2]"
                  needs: 1 of 2
                  spares-fail: 0%
                  fail-over: {takes: {exponential: {mean: 12m}}}
            """
                + NOTHING.replace("24:00", "05:00"));
    holds(forecast.services().getFirst().downAt().getLast(), standby(0.25, 1, 5, 6));
  }

  /** The chance of being down at {@code t} hours; rates an hour. */
  private static double standby(double fails, double mends, double takesOver, double t) {
    int most = 8;
    double total = fails + mends + most * takesOver;
    double[][] at = new double[3][most + 1];
    at[0][0] = 1;
    double weight = Math.exp(-total * t);
    double down = 0;
    for (int jumps = 1; jumps < 3 * total * t; jumps++) {
      double[][] next = new double[3][most + 1];
      for (int out = 0; out < 3; out++) {
        for (int m = 0; m <= most; m++) {
          double p = at[out][m] / total;
          double stays = total - m * takesOver;
          next[out][Math.max(0, m - 1)] += p * m * takesOver;
          if (out < 2) {
            next[out + 1][out == 0 ? Math.min(most, m + 1) : m] += p * fails;
            stays -= fails;
          }
          if (out > 0) {
            next[out - 1][m] += p * mends;
            stays -= mends;
          }
          next[out][m] += p * stays;
        }
      }
      at = next;
      weight *= total * t / jumps;
      down += weight * (1 - at[0][0] - at[1][0]);
    }
    return down;
  }

  /**
   * J. Burt and M. Garman, "Conditional Monte Carlo" (Management Science 18, 1971): in the bridge
   * of arcs A, B, C, D, E with paths A-D, B-E and A-C-E, all is independent once A and E are known;
   * what is left is integrated here over their quantiles.
   */
  @Test
  void burt_and_garmans_bridge_ends_as_conditioning_on_its_shared_arcs_says() {
    Forecast forecast =
        forecast(
            "2024-03-16 14:00",
            """
            stages:
              - stage: net
                box: "00:00-14:00"
                steps:
                  - {step: a, uses: x, after: [], takes: {uniform: {from: 1h, to: 4h}}}
                  - {step: b, uses: x, after: [], takes: {weibull: {scale: 5h, shape: 2}}}
                  - {step: c, uses: x, after: [a], takes: {exponential: {mean: 2h}}}
                  - {step: d, uses: x, after: [a], takes: {exponential: {mean: 4h}}}
                  - {step: e, uses: x, after: [b, c], takes: {weibull: {scale: 3h, shape: 3}}}
            """);
    holds(forecast.run().overrun(), 1 - ended(14));
    forecast
        .run()
        .finish()
        .quantiles()
        .forEach(q ->
            assertThat(q.p())
                .as("quantile %s, seed %d", q.p(), SEED)
                .isBetween(ended(q.at().low() / 3600), ended(q.at().high() / 3600)));
  }

  /** The chance that the bridge has ended by {@code t} hours. */
  private static double ended(double t) {
    int n = 400;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double a = 1 + 3 * (i + 0.5) / n;
      double d = exponential(t - a, 4);
      for (int j = 0; d > 0 && j < n; j++) {
        double e = 3 * Math.cbrt(-Math.log1p(-(j + 0.5) / n));
        double b = t > e ? 1 - Math.exp(-(t - e) * (t - e) / 25) : 0;
        sum += d * b * exponential(t - a - e, 2);
      }
    }
    return sum / n / n;
  }

  private static double exponential(double x, double mean) {
    return x > 0 ? -Math.expm1(-x / mean) : 0;
  }
}
