package io.s22.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.forecast.answer.Estimate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Cases whose answer is known in closed form: it must lie in the 99 % interval. */
class ExactCasesTest {
  private static final long SEED = 20240316;
  private static final String FOUR_HOURS = "2024-03-16 04:00";
  private static final String LONG = "2024-06-16 00:00";

  private static final String SERIES =
      """
      - {step: a, uses: shell, takes: {exponential: {mean: 60m}}}
      - {step: b, uses: shell, takes: {exponential: {mean: 30m}}}
      - {step: c, uses: shell, takes: {exponential: {mean: 20m}}}
      """;

  private static final String PARALLEL =
      """
      - {step: a, uses: shell, after: [], takes: {exponential: {mean: 1h}}}
      - {step: b, uses: shell, after: [], takes: {exponential: {mean: 1h}}}
      - {step: c, uses: shell, after: [], takes: {exponential: {mean: 1h}}}
      """;

  private static Options options(int trials) {
    return Options.of(SEED, 2).withTrials(trials).withLevel(0.99).withDrivers(0);
  }

  private static Forecast forecast(String closes, String steps) {
    return Forecaster.forecast(Plans.steps(closes, steps), options(200_000));
  }

  private static void holds(Estimate estimate, double exact) {
    assertThat(estimate.holds(exact)).as("%s holds %s (seed %d)", estimate, exact, SEED).isTrue();
    assertThat(estimate.low()).isLessThan(estimate.high());
  }

  @TestFactory
  Stream<DynamicTest> three_exponentials_in_series_and_the_largest_of_three_have_the_same_law() {
    return Stream.of(SERIES, PARALLEL)
        .map(steps ->
            DynamicTest.dynamicTest(
                steps.contains("after") ? "parallel" : "series",
                () -> {
                  Forecast forecast = forecast(FOUR_HOURS, steps);
                  holds(forecast.run().finish().mean(), 11.0 / 6 * 3600);
                  holds(forecast.run().overrun(), 0.053947);
                  // The maximum of three: quantile p is -ln(1 - p^(1/3)).
                  double p90 = -Math.log(1 - Math.cbrt(0.9)) * 3600;
                  holds(forecast.run().finish().p90(), p90);
                }));
  }

  @Test
  void a_step_retried_until_it_works_is_exponential_with_mean_t_over_p() {
    Forecast forecast =
        forecast(
            LONG,
            """
            - step: again
              uses: shell
              takes: {exponential: {mean: 10m}}
              fails: 75%
              retry: {attempts: 200}
            """);
    holds(forecast.run().finish().mean(), 2400);
    holds(forecast.run().finish().p50(), 2400 * Math.log(2));
    holds(forecast.run().finish().p99(), 2400 * Math.log(100));
    holds(forecast.run().finish().sd(), 2400);
  }

  @Test
  void of_two_parallel_exponentials_the_slower_on_average_is_critical_in_proportion() {
    Forecast forecast =
        forecast(
            LONG,
            """
            - {step: a, uses: shell, after: [], takes: {exponential: {mean: 30m}}}
            - {step: b, uses: shell, after: [], takes: {exponential: {mean: 10m}}}
            """);
    holds(forecast.steps().get(0).criticality(), 0.75);
    holds(forecast.steps().get(1).criticality(), 0.25);
  }

  private static String service(String needs, int hosts, String every, String mend, String more) {
    return """
    cluster:
      hosts:
        "h-[1-%d]": {faults: {every: %s, mended-in: {exponential: {mean: %s}}%s}}
      services:
        s: {on: "h-[1-%d]", needs: %s}
    stages: [{stage: work, box: "00:00-24:00", steps: [{step: nothing, uses: shell, takes: 1s}]}]
    """
        .formatted(hosts, every, mend, more, hosts, needs);
  }

  @Test
  void one_repairable_unit_is_available_as_the_two_state_chain_says() {
    double fails = 1 / 5.0;
    double mends = 1 / 2.0;
    double both = fails + mends;
    Forecast forecast =
        Forecaster.forecast(
            Plans.until("2024-03-16 06:00", service("1 of 1", 1, "5h", "2h", "")),
            options(200_000));
    List<Estimate> down = forecast.services().getFirst().downAt();
    for (int g : new int[] {8, 24, 48}) {
      double t = 6.0 * g / 48;
      holds(down.get(g).complement(), mends / both + fails / both * Math.exp(-both * t));
    }
  }

  @Test
  void one_of_two_independent_hosts_is_down_one_time_in_ten_thousand() {
    // 600 mean repair times; the mean over the window, exact for a start with both up.
    double both = 1.01;
    double t = 600;
    double share = 0.01 / 1.01;
    double ramp = (1 - Math.exp(-both * t)) / both;
    double ramp2 = (1 - Math.exp(-2 * both * t)) / (2 * both);
    double exact = share * share * (1 - 2 * ramp / t + ramp2 / t);
    Estimate down = longRun("1 of 2", "");
    holds(down, exact);
    assertThat(exact).isBetween(9.80296e-5 * 0.997, 9.80296e-5);
    assertThat(down.value()).isBetween(9.80296e-5 * 0.98, 9.80296e-5 * 1.02);
  }

  @Test
  void one_of_two_hosts_with_one_repairer_is_down_twice_as_often() {
    Estimate down = longRun("1 of 2", ", crew: mender");
    assertThat(down.value()).isBetween(1.96040e-4 * 0.98, 1.96040e-4 * 1.02);
    // The start with both up costs about 3 mean repair times of 600.
    assertThat(down.low()).isLessThan(1.96040e-4);
    assertThat(down.high()).isGreaterThan(1.96040e-4 * (1 - 3 / 600.0));
  }

  private static Estimate longRun(String needs, String more) {
    String crews = more.isEmpty() ? "" : "crews: {mender: 1}\n";
    String body = crews + service(needs, 2, "100h", "1h", more);
    Forecast forecast =
        Forecaster.forecast(Plans.until("2024-04-10 00:00", body), options(400_000));
    return forecast.services().getFirst().availability().complement();
  }

  @Test
  void two_of_three_hosts_of_availability_99_percent_are_available_99_97_percent() {
    String body = service("2 of 3", 3, "99h", "1h", "");
    Forecast forecast =
        Forecaster.forecast(Plans.until("2024-04-10 00:00", body), options(100_000));
    Estimate last = forecast.services().getFirst().downAt().get(48);
    holds(last.complement(), 0.999702);
    assertThat(forecast.services().getFirst().availability().value()).isBetween(0.99969, 0.99972);
  }
}
