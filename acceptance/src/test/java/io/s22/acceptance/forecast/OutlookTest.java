package io.s22.acceptance.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.forecast.ForecastOutlook;
import io.s22.forecast.net.Beliefs;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.plan.Plan;
import io.s22.run.engine.CompiledPlan;
import io.s22.run.simulated.Simulation;
import io.s22.testkit.TestPlans;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The forecast asked in the middle of runs of the engine: it must know what has happened. */
class OutlookTest {
  private static final String BODY =
      """
      cluster: {hosts: {"h-[1-4]": {}}}
      stages:
        - stage: one
          box: "00:00-01:00"
          steps:
            - {step: a, uses: idempotent, on: ["h-[1-4]"], batch: 2, takes: {likely: 10m, worst: 20m},
               rollback: {uses: idempotent, takes: 4m}}
            - {step: b, uses: idempotent, takes: {exponential: {mean: 10m}}, fails: 5%, if-fails: go-on,
               rollback: {uses: idempotent, takes: 4m}}
        - stage: two
          box: "01:30-03:00"
          steps: [{step: c, uses: idempotent, takes: {likely: 20m, worst: 50m}, irreversible: none}]
      """;

  /** What one run's journal expected, and how the run ended. */
  private record Night(List<Event.Expected> expected, List<Instant> asked, Instant end) {}

  private static Night night(long seed) {
    Plan plan = TestPlans.plan(BODY);
    CompiledPlan compiled = TestPlans.compiled(plan);
    List<Entry> journal = new ArrayList<>();
    new Simulation(
            compiled,
            TestPlans.OPENS,
            TestPlans.CLOSES,
            seed,
            new ForecastOutlook(2000, seed, 1, Beliefs.DECLARED),
            journal::add)
        .run();
    List<Event.Expected> expected = new ArrayList<>();
    List<Instant> asked = new ArrayList<>();
    for (Entry entry : journal) {
      if (entry.event() instanceof Event.Expected one) {
        expected.add(one);
        asked.add(entry.at());
      }
    }
    return new Night(expected, asked, journal.getLast().at());
  }

  @Test
  void a_run_ends_before_its_expected_p90_nine_times_of_ten_whenever_it_is_asked() {
    int early = 0;
    int all = 0;
    int runs = 200;
    for (int r = 0; r < runs; r++) {
      Night night = night(r);
      // One question a run, so that they are independent: they come at all times of the night.
      int one = r % night.expected().size();
      early += night.end().isAfter(night.expected().get(one).p90Finish()) ? 0 : 1;
      all++;
    }
    // 90 %, within 3.3 standard deviations of 200 runs.
    assertThat(early / (double) all).isBetween(0.83, 0.97);
  }

  @Test
  void expectations_come_after_what_happened_and_know_the_end_when_it_is_near() {
    for (int r = 0; r < 10; r++) {
      Night night = night(1000 + r);
      for (int i = 0; i < night.expected().size(); i++) {
        Event.Expected one = night.expected().get(i);
        assertThat(one.basis()).isEqualTo("simulated");
        assertThat(one.p50Finish()).isAfterOrEqualTo(night.asked().get(i));
        assertThat(one.p90Finish()).isAfterOrEqualTo(one.p50Finish());
      }
      Event.Expected last = night.expected().getLast();
      assertThat(Duration.between(last.p50Finish(), night.end()).abs())
          .isLessThan(Duration.ofMinutes(40));
    }
  }

  @Test
  void what_is_touched_moves_the_point_of_no_return() {
    Night night = night(5);
    Instant first = night.expected().getFirst().pointOfNoReturn();
    Instant last = night.expected().getLast().pointOfNoReturn();
    // Four hosts of a and one task of b, four minutes each.
    assertThat(Duration.between(last, TestPlans.CLOSES)).isEqualTo(Duration.ofMinutes(20));
    assertThat(first).isAfterOrEqualTo(last);
  }
}
