package io.s22.acceptance.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.s22.forecast.learn.Experience;
import io.s22.forecast.net.Beliefs;
import io.s22.forecast.score.Scorecard;
import io.s22.forecast.score.Scorer;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.plan.Plan;
import io.s22.plan.S22Exception;
import io.s22.run.engine.CompiledPlan;
import io.s22.run.engine.DeclaredOutlook;
import io.s22.run.simulated.Simulation;
import io.s22.testkit.TestPlans;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Scores of nights that the engine itself played: a forecast that is true must score as true. */
class ScorerTest {
  private static final String PLAN =
      """
      plan: test
      title: A test
      zone: UTC
      window: {opens: 2024-03-16 00:00, closes: 2024-03-16 04:00}
      stages:
        - stage: one
          box: "00:00-01:00"
          steps:
            - {step: a, uses: idempotent, takes: {lognormal: {median: 20m, sigma: 0.8}}, irreversible: none}
            - {step: b, uses: idempotent, takes: {exponential: {mean: 30m}}, irreversible: none}
      """;
  private static final int NIGHTS = 150;

  private static List<Entry> night(long seed) {
    Plan plan = TestPlans.read(PLAN);
    CompiledPlan compiled = TestPlans.compiled(plan);
    List<Entry> journal = new ArrayList<>();
    Event opened =
        new Event.RunOpened(
            "test", PLAN, "", TestPlans.OPENS, TestPlans.CLOSES, Map.of(), List.of(), "test");
    journal.add(new Entry("r" + seed, 0, TestPlans.OPENS, "test", opened, "", ""));
    new Simulation(
            compiled,
            TestPlans.OPENS,
            TestPlans.CLOSES,
            seed,
            new DeclaredOutlook(compiled),
            journal::add)
        .run();
    return journal;
  }

  @Test
  void a_true_forecast_is_calibrated_and_beats_the_planned_duration() {
    Scorer scorer = new Scorer(1, Beliefs.DECLARED, new Experience());
    List<Scorecard> cards = new ArrayList<>();
    for (int seed = 0; seed < NIGHTS; seed++) {
      cards.add(scorer.score(night(seed)));
    }
    Scorecard all = Scorecard.together(cards);
    // 80 %, within 4 standard deviations of 150 nights; the run's end and its two acts hang
    // together.
    assertThat(all.coverage()).isBetween(0.67, 0.93);
    double pit = all.scores().stream().mapToDouble(score -> score.pit()).average().orElseThrow();
    assertThat(pit).isBetween(0.40, 0.60);
    assertThat(all.crps()).isLessThan(0.9 * all.crpsPlanned());
    assertThat(all.brier()).isBetween(0.0, 0.25);
    assertThat(all.runs()).hasSize(NIGHTS);
    assertThat(all.text()).contains(NIGHTS + " runs").contains("planned duration");
  }

  @Test
  void the_run_and_every_act_are_scored() {
    Scorecard card = new Scorer(1, Beliefs.DECLARED, new Experience()).score(night(3));
    assertThat(card.scores().stream().map(score -> score.subject()))
        .containsExactly("run", "a", "b");
    double ends = card.scores().get(1).actual() + card.scores().get(2).actual();
    assertThat(card.scores().getFirst().actual()).isBetween(ends - 0.01, ends + 0.01);
  }

  @Test
  void a_run_that_has_not_ended_cannot_be_scored() {
    List<Entry> journal = night(1);
    Scorer scorer = new Scorer(1, Beliefs.DECLARED, new Experience());
    assertThatThrownBy(() -> scorer.score(journal.subList(0, journal.size() - 1)))
        .isInstanceOf(S22Exception.class)
        .hasMessageContaining("has not ended");
    assertThatThrownBy(() -> scorer.score(List.of())).isInstanceOf(S22Exception.class);
  }
}
