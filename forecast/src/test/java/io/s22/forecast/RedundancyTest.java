package io.s22.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.forecast.answer.Estimate;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * Systems of repairable units whose availability is known: birth-death chains (spares cold, warm
 * and hot, crews of any size), repairs of fixed length, services that need others. Hours are mean
 * repair times; what holds in the long run is asked of the window's last instant.
 */
class RedundancyTest {
  private static final long SEED = 20240316;

  private static Forecast forecast(String crews, String services, String hosts) {
    String body =
        """
        crews: {menders: %s}
        cluster:
          hosts:
            %s
          services:
            %s
        stages: [{stage: work, box: "00:00-24:00", steps: [{step: nothing, uses: shell, takes: 1s}]}]
        """
            .formatted(crews, hosts, services);
    Options options = Options.of(SEED, 2).withTrials(16_384).withLevel(0.999).withDrivers(0);
    return Forecaster.forecast(Plans.until("2024-03-17 06:00", body), options);
  }

  private static Estimate atLast(Forecast forecast, String service) {
    return forecast.services().stream()
        .filter(s -> s.service().equals(service))
        .findFirst()
        .orElseThrow()
        .downAt()
        .getLast();
  }

  private static void holds(Estimate estimate, double exact) {
    assertThat(estimate.holds(exact)).as("%s holds %s (seed %d)", estimate, exact, SEED).isTrue();
    assertThat(estimate.high() - estimate.low()).isLessThan(0.4 * exact);
  }

  /** The chance that more than n - k are out: {@code fails} and {@code mends} by how many are. */
  private static double chain(int k, int n, IntToDoubleFunction fails, IntToDoubleFunction mends) {
    double all = 0;
    double down = 0;
    double weight = 1;
    for (int out = 0; out <= n; out++) {
      all += weight;
      down += n - out < k ? weight : 0;
      weight *= out == n ? 0 : fails.applyAsDouble(out) / mends.applyAsDouble(out + 1);
    }
    return down / all;
  }

  /** As a birth-death chain says; {@code menders} 0: nobody waits for a repair. */
  private static void system(int k, int n, double every, int menders, double sparesFail) {
    String crew = menders > 0 ? ", crew: menders" : "";
    String hosts =
        "\"h-[1-%d]\": {faults: {every: %ss, mended-in: {exponential: {mean: 1h}}%s}}"
            .formatted(n, Math.round(every * 3600), crew);
    String spares = sparesFail < 1 ? ", spares-fail: " + sparesFail : "";
    String service = "s: {on: \"h-[1-%d]\", needs: %d of %d%s}".formatted(n, k, n, spares);
    double exact =
        chain(
            k,
            n,
            out -> {
              int in = n - out;
              int working = Math.min(k, in);
              return (working + (in - working) * sparesFail) / every;
            },
            out -> menders > 0 ? Math.min(out, menders) : out);
    holds(atLast(forecast(Integer.toString(Math.max(1, menders)), service, hosts), "s"), exact);
  }

  @Test
  void hot_spares_fail_as_often_as_hosts_at_work() {
    system(2, 4, 5, 1, 1);
    system(3, 4, 6, 2, 1);
    system(2, 3, 5, 0, 1);
  }

  @Test
  void cold_spares_never_fail_while_they_wait_and_warm_ones_less_often() {
    system(1, 2, 4, 1, 0);
    system(1, 2, 3, 0, 0);
    system(2, 4, 4, 2, 0);
    system(1, 3, 2, 1, 0.3);
  }

  @Test
  void repairs_of_fixed_length_leave_the_same_availability_as_random_ones_of_that_mean() {
    Forecast forecast =
        forecast(
            "1",
            "{one: {on: h-1, needs: 1 of 1}, two: {on: \"h-[1-2]\", needs: 1 of 2}}",
            "\"h-[1-2]\": {faults: {every: 3h, mended-in: 1h}}");
    holds(atLast(forecast, "one"), 0.25);
    holds(atLast(forecast, "two"), 0.0625);
  }

  @Test
  void a_service_that_needs_others_is_down_with_any_of_them_also_by_a_common_cause() {
    Forecast forecast =
        forecast(
            "1",
            """
            {power: {on: power-1}, pair: {on: "h-[1-2]", needs: 1 of 2},
             both: {depends-on: [power, pair]}, front: {depends-on: [both], on: h-3}}\
            """,
            """
            {"h-[1-3]": {faults: {every: 4h, mended-in: {exponential: {mean: 1h}}}},
             power-1: {faults: {every: 9h, mended-in: {exponential: {mean: 1h}}}}}\
            """);
    double pair = 1 - 0.2 * 0.2;
    holds(atLast(forecast, "both"), 1 - 0.9 * pair);
    holds(atLast(forecast, "front"), 1 - 0.9 * pair * 0.8);
  }

  @Test
  void each_fail_over_costs_its_time_while_enough_hosts_are_left() {
    Forecast forecast =
        forecast(
            "1",
            "s: {on: \"h-[1-2]\", needs: 1 of 2, fail-over: {takes: 72s}}",
            "\"h-[1-2]\": {faults: {every: 20h, mended-in: {exponential: {mean: 30m}}}}");
    double fails = 1 / 20.0;
    double both = fails + 2;
    double exact = 0;
    for (int m = 0; m < 1800; m++) {
      double in = (2 + fails * Math.exp(-both * (m + 0.5) / 60)) / both;
      exact += ((1 - in) * (1 - in) + 2 * fails * in * in * 0.02) / 1800;
    }
    // Two fail-overs at the same time, or one over the window's end: less than a hundredth.
    Estimate down = forecast.services().getFirst().availability().complement();
    assertThat(down.low()).as("seed %d", SEED).isLessThan(exact);
    assertThat(down.high()).as("seed %d", SEED).isGreaterThan(0.99 * exact);
    assertThat(down.high() - down.low()).isLessThan(0.1 * exact);
  }
}
