package io.s22.acceptance.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.forecast.ForecastOutlook;
import io.s22.forecast.LiveOutlook;
import io.s22.forecast.net.Beliefs;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.RunState;
import io.s22.plan.Plan;
import io.s22.run.Outlook;
import io.s22.run.engine.CompiledPlan;
import io.s22.run.engine.DeclaredOutlook;
import io.s22.run.simulated.Simulation;
import io.s22.testkit.TestPlans;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The forecast inside a run: it comes when it is ready, and never holds the run up. */
class LiveOutlookTest {
  private static final String BODY =
      """
      stages:
        - stage: one
          box: "00:00-01:00"
          steps:
            - {step: a, uses: idempotent, takes: {likely: 10m, worst: 20m}, rollback: {uses: idempotent, takes: 4m}}
            - {step: b, uses: idempotent, takes: {likely: 10m, worst: 20m}, rollback: {uses: idempotent, takes: 4m}}
            - {step: c, uses: idempotent, %s irreversible: none}
      """;

  private final List<Entry> journal = new ArrayList<>();

  private RunState run(String last, ForecastOutlook simulated, Executor background) {
    Plan plan = TestPlans.plan(BODY.formatted(last));
    CompiledPlan compiled = TestPlans.compiled(plan);
    Outlook live = new LiveOutlook(new DeclaredOutlook(compiled), simulated, background);
    return new Simulation(compiled, TestPlans.OPENS, TestPlans.CLOSES, 1, live, journal::add)
        .run()
        .state();
  }

  private List<String> bases() {
    return journal.stream()
        .filter(entry -> entry.event() instanceof Event.Expected)
        .map(entry -> ((Event.Expected) entry.event()).basis())
        .toList();
  }

  private static ForecastOutlook simulated() {
    return new ForecastOutlook(500, 1, 1, Beliefs.DECLARED);
  }

  @Test
  void the_plans_durations_hold_until_the_simulation_is_ready_and_then_the_simulation() {
    run("takes: 5m,", simulated(), Runnable::run);
    assertThat(bases()).startsWith("declared", "simulated").hasSizeGreaterThan(2);
    assertThat(bases().subList(1, bases().size())).containsOnly("simulated");
  }

  @Test
  void a_run_does_not_wait_for_the_simulation() {
    Deque<Runnable> never = new ArrayDeque<>();
    RunState end = run("takes: 5m,", simulated(), never::add);
    assertThat(end).isEqualTo(RunState.DONE);
    assertThat(never).hasSize(1);
    assertThat(bases()).containsOnly("declared");
  }

  @Test
  void when_it_is_ready_the_run_is_woken() {
    AtomicInteger woken = new AtomicInteger();
    Deque<Runnable> later = new ArrayDeque<>();
    Plan plan = TestPlans.plan(BODY.formatted("takes: 5m,"));
    CompiledPlan compiled = TestPlans.compiled(plan);
    LiveOutlook live = new LiveOutlook(new DeclaredOutlook(compiled), simulated(), later::add);
    new Simulation(compiled, TestPlans.OPENS, TestPlans.CLOSES, 1, live, journal::add).run();
    live.onEdition(woken::incrementAndGet);
    int before = live.edition();
    later.remove().run();
    assertThat(woken).hasValue(1);
    assertThat(live.edition()).isGreaterThan(before);
  }

  @Test
  void a_plan_that_cannot_be_simulated_is_run_all_the_same_and_the_journal_says_why_once() {
    RunState end = run("", simulated(), Runnable::run);
    assertThat(end).isEqualTo(RunState.DONE);
    assertThat(bases()).isNotEmpty().containsOnly("declared");
    assertThat(journal)
        .filteredOn(entry -> entry.event() instanceof Event.Noted)
        .singleElement()
        .satisfies(entry ->
            assertThat(((Event.Noted) entry.event()).text()).contains("c cannot be forecast"));
  }

  @Test
  void where_time_is_short_fewer_nights_are_simulated_and_the_basis_says_how_many() {
    // Each look at this clock costs 10 ms: the time is over before the first trial.
    AtomicLong clock = new AtomicLong();
    ForecastOutlook.Options slow =
        new ForecastOutlook.Options(
            20_000,
            1,
            1,
            Beliefs.DECLARED,
            Duration.ofMillis(5),
            () -> clock.addAndGet(10_000_000));
    run("takes: 5m,", new ForecastOutlook(slow), Runnable::run);
    assertThat(bases().getLast()).isEqualTo("simulated (64 nights)");
  }
}
