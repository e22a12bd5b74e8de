package io.s22.forecast.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.s22.forecast.Plans;
import io.s22.forecast.draw.Law;
import io.s22.forecast.draw.Laws;
import io.s22.journal.Effect;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.Outcome;
import io.s22.journal.Phase;
import io.s22.plan.Distribution;
import io.s22.plan.Plan;
import io.s22.plan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What past journals teach. */
class LearntTest {
  private static final Instant OPENS = Instant.parse("2024-03-16T00:00:00Z");

  private final Plan plan =
      Plans.steps(
          "2024-03-16 04:00",
          """
          - {step: a, uses: shell, takes: {likely: 10m, worst: 15m}, fails: 10%}
          - {step: b, uses: shell, takes: {likely: 10m, worst: 15m}}
          """);
  private final List<Entry> journal = new ArrayList<>();
  private Instant now = OPENS;

  private void write(Event event) {
    journal.add(new Entry("r", journal.size() + 1, now, "n", event, "", ""));
  }

  private void open(String... simulated) {
    write(
        new Event.RunOpened(
            "p", "", "", OPENS, OPENS.plusSeconds(1), Map.of(), List.of(simulated), "1"));
  }

  private void act(String step, long seconds, Outcome outcome) {
    Effect effect = new Effect(step, "", Phase.ACT, 1, journal.size());
    write(new Event.Intent(effect));
    now = now.plus(Duration.ofSeconds(seconds));
    write(new Event.Ended(effect, outcome));
  }

  private Learnt learnt() {
    Experience experience = new Experience();
    experience.add(journal);
    return new Learnt(experience, new Laws());
  }

  private Step step(int k) {
    return plan.stages().getFirst().steps().get(k);
  }

  private Law law(Learnt learnt, int k) {
    Law declared = new Laws().of(Objects.requireNonNull(step(k).takes()));
    return Objects.requireNonNull(learnt.takes(step(k), declared));
  }

  @Test
  void what_was_measured_moves_the_median_there_the_more_the_oftener() {
    open();
    double before = law(learnt(), 0).at(0.5);
    act("a", 1800, new Outcome.Done(""));
    double one = law(learnt(), 0).at(0.5);
    for (int i = 0; i < 40; i++) {
      act("a", 1700 + 5 * i, new Outcome.Done(""));
    }
    double many = law(learnt(), 0).at(0.5);
    assertThat(before).isBetween(600.0, 700.0);
    assertThat(one).isBetween(before + 60, 1799.0);
    assertThat(many).isBetween(1750.0, 1850.0);
  }

  @Test
  void repairs_nobody_measured_are_as_uncertain_as_measured_repairs_are() {
    Laws laws = new Laws();
    Law mends = learnt().mends(laws.of(Objects.requireNonNull(step(0).takes())));
    assertThat(Math.log(mends.at(0.9) / mends.at(0.5))).isCloseTo(1.2816 * 1.40, within(0.01));
    Law never = laws.of(new Distribution.Fixed(Duration.ZERO));
    assertThat(learnt().mends(never).at(0.9)).isZero();
  }

  @Test
  void an_estimate_nobody_measured_is_as_uncertain_as_peoples_estimates_are() {
    open();
    Law law = law(learnt(), 1);
    double sigma = Math.log(law.at(0.9) / law.at(0.5)) / 1.2815515655446004;
    assertThat(sigma).isCloseTo(LogFit.ESTIMATES, within(0.02));
  }

  @Test
  void failures_are_counted_and_shrunk_towards_the_plan() {
    open();
    for (int i = 0; i < 20; i++) {
      act("a", 600, i % 2 == 0 ? new Outcome.Failed("") : new Outcome.Done(""));
    }
    // 10 of 20, and the plan's 10 % count as 2 of 20 more.
    assertThat(learnt().fails(step(0), 0.1)).isCloseTo(12 / 40.0, within(1e-12));
  }

  @Test
  void runs_on_simulated_drivers_and_acts_whose_end_was_not_seen_teach_nothing() {
    open("*");
    act("a", 1800, new Outcome.Done(""));
    Experience simulated = new Experience();
    simulated.add(journal);
    assertThat(simulated.runs()).isZero();
    assertThat(simulated.of("a").seconds()).isEmpty();

    journal.clear();
    open();
    act("a", 60, new Outcome.Unknown("reply lost"));
    write(new Event.Intent(new Effect("a", "", Phase.ACT, 1, 9)));
    write(new Event.TakenOver("other", 2));
    write(new Event.Ended(new Effect("a", "", Phase.ACT, 1, 9), new Outcome.Done("")));
    Experience unseen = new Experience();
    unseen.add(journal);
    assertThat(unseen.runs()).isEqualTo(1);
    assertThat(unseen.of("a").seconds()).isEmpty();
  }
}
