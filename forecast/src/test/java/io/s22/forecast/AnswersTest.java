package io.s22.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.s22.forecast.show.ForecastJson;
import io.s22.forecast.show.ForecastPage;
import io.s22.forecast.show.ForecastText;
import io.s22.plan.Plan;
import io.s22.plan.S22Exception;
import io.s22.plan.check.CheckReport;
import io.s22.plan.check.KnownDrivers;
import io.s22.plan.yaml.PlanReader;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private static final Options OPTIONS = Options.of(5, 2).withTrials(20_000);

  private static final String TWO =
      """
      - {step: long, uses: shell, takes: {best: 60m, likely: 90m, worst: 150m}}
      - {step: short, uses: shell, takes: {likely: 60m, worst: 120m}, fails: 3%, retry: {attempts: 2}}
      """;

  @Test
  void shortening_a_step_cuts_the_overrun_and_the_sentence_says_so() {
    Forecast forecast = Forecaster.forecast(Plans.steps("2024-03-16 03:00", TWO), OPTIONS);
    Forecast.Driver best = forecast.drivers().getFirst();
    assertThat(best.gain().low()).isPositive();
    assertThat(best.overrunAfter().value()).isLessThan(best.overrunBefore().value());
    assertThat(best.sentence())
        .matches(
            "shortening `(long|short)` by \\d+ min cuts the overrun probability from .* % to .* %");
  }

  @Test
  void total_sobol_indices_of_a_sum_are_shares_of_its_variance() {
    Plan plan =
        Plans.steps(
            "2024-06-16 00:00",
            """
            - {step: a, uses: shell, takes: {normal: {mean: 60m, sd: 3m}}}
            - {step: b, uses: shell, takes: {normal: {mean: 60m, sd: 4m}}}
            """);
    int held = 0;
    for (int seed = 0; seed < 20; seed++) {
      Forecast one = Forecaster.forecast(plan, Options.of(seed, 1).withTrials(8192));
      held += Objects.requireNonNull(one.steps().get(0).totalSobol()).holds(9 / 25.0) ? 1 : 0;
      held += Objects.requireNonNull(one.steps().get(1).totalSobol()).holds(16 / 25.0) ? 1 : 0;
    }
    // 95 % intervals: 38 of 40; fewer than 33 once in 4,000 times.
    assertThat(held).isGreaterThanOrEqualTo(33);
    Forecast forecast = Forecaster.forecast(plan, OPTIONS);
    // Spearman's rank correlation of normals: 6/pi asin(r/2).
    assertThat(forecast.steps().get(1).cruciality().value())
        .isCloseTo(6 / Math.PI * Math.asin(0.8 / 2), within(0.02));
  }

  @Test
  void durations_that_go_together_make_the_night_as_slow_as_its_slowest_part() {
    String steps =
        """
        - {step: a, uses: x, takes: {normal: {mean: 60m, sd: 5m}}}
        - {step: b, uses: x, takes: {normal: {mean: 60m, sd: 5m}}}
        """;
    String body = "stages:\n  - stage: w\n    box: \"00:00-24:00\"\n    steps:\n" + steps.indent(6);
    double apart = sd(Plans.until("2024-06-16 00:00", body));
    double half = sd(Plans.until("2024-06-16 00:00", "alike: {x: 50%}\n" + body));
    double together = sd(Plans.until("2024-06-16 00:00", "alike: {x: 100%}\n" + body));
    assertThat(apart).isCloseTo(300 * Math.sqrt(2), within(4.0));
    assertThat(half).isCloseTo(300 * Math.sqrt(3), within(5.0));
    assertThat(together).isCloseTo(600, within(6.0));
  }

  private static double sd(Plan plan) {
    return Forecaster.forecast(plan, OPTIONS.withDrivers(0)).run().finish().sd().value();
  }

  @Test
  void a_crew_of_one_lets_parallel_steps_go_one_after_the_other() {
    String body =
        """
        crews: {dba: 1}
        stages:
          - stage: w
            box: "00:00-24:00"
            steps:
              - {step: a, uses: x, after: [], crew: dba, takes: 10m}
              - {step: b, uses: x, after: [], crew: dba, takes: 20m}
              - {step: c, uses: x, after: [], takes: 25m}
        """;
    Forecast forecast = Forecaster.forecast(Plans.until("2024-03-16 04:00", body), OPTIONS);
    assertThat(forecast.run().finish().p50().value()).isEqualTo(1800);
    assertThat(forecast.steps().get(0).criticality().value()).isEqualTo(1);
    assertThat(forecast.steps().get(2).criticality().value()).isZero();
  }

  private static final String SERVICE =
      """
      cluster:
        hosts: {"h-[1-3]": {}}
        services:
          api: {on: "h-[1-3]", needs: 2 of 3, promise: {availability: 99.5%, longest-interruption: 15m},
                fail-over: {takes: 10s}}
          shop: {depends-on: [api], promise: {longest-interruption: 1m}}
          paint: {degrades-without: [api]}
      compensation: {per-minute: 0.1 CNY}
      stages:
        - stage: w
          box: "00:00-04:00"
          steps:
            - {step: roll, uses: x, on: [api], takes: 5m, interrupts: {api: throughout}, rollback: {uses: x, takes: 1m}}
            - {step: cut, uses: x, takes: 2m, interrupts: {api: throughout}, rollback: {uses: x, takes: 1m}}
      """;

  @Test
  void fail_overs_and_cuts_reach_the_services_that_depend() {
    Plan plan = Plans.until("2024-03-16 04:00", SERVICE);
    double[] users = new double[240];
    java.util.Arrays.fill(users, 100);
    Forecast forecast = Forecaster.forecast(plan, OPTIONS.withActivity(Map.of("api", users)));
    Forecast.ServiceAnswer api = forecast.services().get(0);
    Forecast.ServiceAnswer shop = forecast.services().get(1);
    Forecast.ServiceAnswer paint = forecast.services().get(2);
    // Three fail-overs of 10 s, then two minutes.
    assertThat(api.down().mean().value()).isCloseTo(150, within(1e-6));
    assertThat(api.longest().p50().value()).isCloseTo(120, within(1e-6));
    assertThat(api.keepsPromise()).matches(p -> p.value() == 0 || p.value() == 1);
    assertThat(api.userMinutes()).matches(e -> Math.abs(e.value() - 250) < 1e-6);
    assertThat(api.credit()).matches(e -> Math.abs(e.value() - 0.25) < 1e-9);
    assertThat(shop.down().mean().value()).isCloseTo(150, within(1e-6));
    assertThat(shop.keepsPromise()).matches(p -> p.value() == 0);
    assertThat(paint.down().mean().value()).isZero();
    assertThat(paint.degraded().value()).isCloseTo(150, within(1e-6));
  }

  @Test
  void services_may_be_degraded_without_each_other() {
    String circle =
        """
        cluster:
          services:
            a: {depends-on: [b]}
            b: {degrades-without: [c]}
            c: {degrades-without: [a]}
            d: {degrades-without: [c]}
        stages: [{stage: w, box: "00:00-04:00", steps: [
          {step: one, uses: x, takes: 1m, interrupts: a}, {step: two, uses: x, takes: 2m, degrades: b}]}]
        """;
    Forecast forecast = Forecaster.forecast(Plans.until("2024-03-16 04:00", circle), OPTIONS);
    assertThat(forecast.services().stream().map(s -> s.down().mean().value()))
        .containsExactly(60.0, 0.0, 0.0, 0.0);
    assertThat(forecast.services().stream().map(s -> Math.round(s.degraded().value())))
        .containsExactly(120L, 180L, 180L, 180L);
  }

  private static final String CLOSED =
      """
      cluster: {services: {front: {}}}
      stages:
        - stage: w
          box: "00:00-04:00"
          steps:
            - {step: close, uses: x, takes: 1m, interrupts: {front: {until: open}}, rollback: {uses: x, takes: 2m}}
            - {step: work, uses: x, takes: 10m, fails: 50%, if-fails: POLICY}
            - {step: open, uses: x, takes: 3m, rollback: {uses: x, takes: 1m}}
            - {step: last, uses: x, takes: 4m, fails: 50%}
      """;

  @Test
  void a_route_that_one_step_closes_is_gone_until_another_or_the_way_back_opens_it() {
    Forecast.ServiceAnswer front = front("roll-back-run");
    // Work fails: closed until it is undone, 1 + 10 + 2. Last fails: opened at 14, closed again
    // while it all goes back (18 to 21). Else 14 minutes.
    assertThat(front.down().mean().value()).isCloseTo(60 * (13 * 2 + 17 + 14) / 4.0, within(1.0));
    assertThat(front.longest().p90().value()).isCloseTo(14 * 60, within(1e-6));
    // Stuck on the way back: nobody opens it before the window closes, 240 minutes.
    front = front("roll-back-stage, rollback: {uses: x, takes: 5m, fails: 100%}");
    assertThat(front.down().mean().value())
        .isCloseTo(60 * (240 * 2 + (14 + 222) + 14) / 4.0, within(9.0));
  }

  private static Forecast.ServiceAnswer front(String policy) {
    Plan plan = Plans.until("2024-03-16 04:00", CLOSED.replace("POLICY", policy));
    return Forecaster.forecast(plan, OPTIONS).services().getFirst();
  }

  @Test
  void a_step_that_always_fails_uses_up_its_attempts_and_is_left_or_undone() {
    String step =
        "- {step: a, uses: shell, takes: 10m, fails: 100%%, if-fails: %s,"
            + " retry: {attempts: 3, wait: 1m, times: 1}, rollback: {uses: shell, takes: 5m}}\n";
    Forecast.Run left =
        Forecaster.forecast(Plans.steps("2024-03-16 03:00", step.formatted("go-on")), OPTIONS)
            .run();
    assertThat(left.partlyDone().value()).isEqualTo(1);
    assertThat(left.finish().mean().value()).isCloseTo(32 * 60, within(1e-6));
    assertThat(left.anyBack().value()).isZero();
    Forecast.Run undone =
        Forecaster.forecast(
                Plans.steps("2024-03-16 03:00", step.formatted("roll-back-run")), OPTIONS)
            .run();
    assertThat(undone.rolledBack().value()).isEqualTo(1);
    assertThat(undone.finish().mean().value()).isCloseTo(37 * 60, within(1e-6));
    assertThat(Objects.requireNonNull(undone.back()).p90().value()).isCloseTo(5 * 60, within(1e-6));
  }

  @Test
  void what_users_are_due_follows_the_rates_and_minutes_of_the_plan() {
    assertThat(credit("per-minute: 1 CNY")).isCloseTo(1.5, within(1e-9));
    assertThat(credit("per-minute: 1 CNY, per-minute-of: {web: 2 CNY}"))
        .isCloseTo(3.0, within(1e-9));
    assertThat(credit("per-minute: 1 CNY, minutes: started")).isCloseTo(2.0, within(1e-9));
    assertThat(credit("per-minute: 1 CNY, minutes: full")).isCloseTo(1.0, within(1e-9));
    assertThat(credit("per-minute: 1 CNY, counts-for: 60s")).isCloseTo(1.0, within(1e-9));
    assertThat(credit("per-minute: 1 CNY, after: 2m")).isZero();
    assertThat(credit("per-minute: 1 CNY, at-most: 0.2 CNY")).isCloseTo(0.2, within(1e-9));
  }

  /** Of an interruption that lasts the first minute and a half of the window. */
  private static double credit(String compensation) {
    String plan =
        """
        plan: paid
        title: Paid
        zone: UTC
        window: {opens: 2024-03-16 00:00, closes: 2024-03-16 01:00}
        cluster: {hosts: {h: {}}, services: {web: {on: h}}}
        compensation: {%s}
        stages:
          - stage: all
            box: "00:00-01:00"
            steps:
              - {step: a, uses: shell, on: h, takes: 90s, interrupts: web}
        """
            .formatted(compensation);
    Plan read = PlanReader.read("paid.yaml", plan).plan().orElseThrow();
    Forecast forecast = Forecaster.forecast(read, OPTIONS);
    return Objects.requireNonNull(forecast.services().getFirst().credit()).value();
  }

  @Test
  void nothing_seen_in_n_nights_is_at_most_three_in_n() {
    Forecast forecast = Forecaster.forecast(Plans.until("2024-03-16 04:00", SERVICE), OPTIONS);
    double high = forecast.run().overrun().high();
    assertThat(forecast.run().overrun().value()).isZero();
    assertThat(high * forecast.sampling().trials()).isCloseTo(3, within(0.05));
  }

  @Test
  void text_json_and_page_hold_every_service_and_step_and_the_page_needs_nothing_else() {
    Forecast forecast = Forecaster.forecast(Plans.until("2024-03-16 04:00", SERVICE), OPTIONS);
    String text = ForecastText.of(forecast);
    String json = ForecastJson.of(forecast);
    String page = ForecastPage.of(forecast);
    assertThat(text).contains("api", "shop", "roll", "promise kept", "Turning back");
    assertThat(json).contains("\"service\": \"shop\"", "\"overrun\": {\"value\": 0.0");
    assertThat(page).contains("<svg", "prefers-color-scheme", "shop");
    assertThat(page).doesNotContain("http://", "https://", "<script", "url(");
  }

  @Test
  void a_plan_without_durations_has_no_forecast() {
    Plan plan = Plans.steps("2024-03-16 04:00", "- {step: a, uses: shell}\n");
    assertThatThrownBy(() -> Forecaster.forecast(plan, OPTIONS))
        .isInstanceOf(S22Exception.class)
        .hasMessageContaining("a cannot be forecast");
  }

  @Test
  void the_checks_say_why_a_plan_cannot_be_forecast() {
    assertThat(obstacles("takes: 5m, fails: 150%", "1 of 1")).isNotEmpty();
    assertThat(obstacles("takes: 5m", "3 of 2")).isNotEmpty();
    assertThat(obstacles("takes: 5m, after: [nobody]", "1 of 1")).isNotEmpty();
    assertThat(obstacles("takes: 5m", "1 of 1")).isEmpty();
  }

  private static java.util.List<String> obstacles(String step, String needs) {
    String text =
        """
        plan: test
        title: Test
        zone: UTC
        window: {opens: 2024-03-16 00:00, closes: 2024-03-16 04:00}
        cluster: {hosts: {h: {}}, services: {s: {on: h, needs: %s}}}
        stages: [{stage: w, box: "00:00-01:00", steps: [{step: a, uses: shell, %s}]}]
        """
            .formatted(needs, step);
    CheckReport report = CheckReport.of(PlanReader.read("t.yaml", text), KnownDrivers.all());
    return Forecastable.obstacles(report.problems()).stream().map(p -> p.code()).toList();
  }
}
