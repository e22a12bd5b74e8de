package io.s22.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.plan.Batch;
import io.s22.plan.Distribution;
import io.s22.plan.Effect;
import io.s22.plan.IfFails;
import io.s22.plan.Invocation;
import io.s22.plan.Mark;
import io.s22.plan.Parameter;
import io.s22.plan.Plan;
import io.s22.plan.Problem;
import io.s22.plan.Step;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanReaderTest {
  private static final String HEAD =
      """
      plan: p
      title: {en: Title, zh: 标题}
      zone: Asia/Shanghai
      window: {opens: 2024-03-16 00:00, closes: 2024-03-16 04:00}
      stages:
        - stage: one
          box: 00:00-04:00
          steps:
      """;

  private static Loaded step(String text) {
    return PlanReader.read("p.yaml", HEAD + text.indent(6));
  }

  private static Step onlyStep(Loaded loaded) {
    assertThat(loaded.problems()).isEmpty();
    return loaded.plan().orElseThrow().stages().getFirst().steps().getFirst();
  }

  @Test
  void readsThePlanItself() {
    Plan plan = PlanReader.read("p.yaml", HEAD + "      []\n").plan().orElseThrow();
    assertThat(plan.plan()).isEqualTo("p");
    assertThat(plan.title().in(Locale.CHINESE)).isEqualTo("标题");
    assertThat(plan.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    assertThat(plan.window().opens()).isEqualTo(LocalDateTime.of(2024, 3, 16, 0, 0));
    assertThat(plan.stages().getFirst().box()).hasToString("00:00-04:00");
    assertThat(plan.stages().getFirst().at().of("box")).isEqualTo(new Mark(7, 10));
  }

  @Test
  void readsEveryKindOfValueOfAStep() {
    Step step =
        onlyStep(
            step(
                """
                - step: primary
                  uses: mariadb.upgrade
                  with: {to: 8.0.36, flags: [a, b]}
                  on: [db-1, db-2]
                  after: []
                  batch: 25%
                  canary: 1
                  timeout: 1h30m
                  retry: {attempts: 3, wait: 10s}
                  verify: replicating again
                  takes: {likely: 6m, worst: 15m}
                  fails: 2%
                  interrupts: {api: {likely: 150ms, worst: 90s}, web: throughout}
                  degrades: [files]
                  may-stop-after: yes
                  done-by: 01:30
                  moves: {mysql: 8.0.32 -> 8.0.36}
                  if-fails: roll-back-stage
                """));
    assertThat(step.batch()).isEqualTo(new Batch.Share(new io.s22.plan.Probability(0.25)));
    assertThat(step.after()).isEmpty();
    assertThat(step.timeout()).isEqualTo(Duration.ofMinutes(90));
    assertThat(step.takes())
        .isEqualTo(
            new Distribution.Pert(
                Duration.ofMinutes(6), Duration.ofMinutes(6), Duration.ofMinutes(15)));
    assertThat(step.interrupts())
        .containsKeys("api", "web")
        .containsEntry("web", Effect.THROUGHOUT);
    assertThat(step.degrades()).containsEntry("files", Effect.THROUGHOUT);
    assertThat(step.mayStopAfter()).isTrue();
    assertThat(step.ifFails()).isEqualTo(IfFails.ROLL_BACK_STAGE);
    assertThat(step.verify()).extracting(Invocation::uses).isNull();
    assertThat(step.verify()).extracting(i -> i.with().keySet()).isEqualTo(Set.of("proof"));
    assertThat(step.with().get("to")).isEqualTo(new Parameter.Scalar(new Mark(11, 20), "8.0.36"));
    assertThat(step.at().of("on[1]")).isEqualTo(new Mark(12, 20));
    assertThat(step.at().of("interrupts.web")).isEqualTo(new Mark(21, 56));
  }

  @Test
  void runIsACommandOnTheStepsHostsOrOnThisMachine() {
    Step local = onlyStep(step("- {step: a, run: echo hello}"));
    assertThat(local.uses()).isEqualTo("shell");
    assertThat(local.with().values())
        .extracting(Object::toString)
        .allMatch(text -> text.contains("echo hello"));
    Step remote = onlyStep(step("- {step: a, run: uptime, on: web, verify: test -f x}"));
    assertThat(remote.uses()).isEqualTo("ssh");
    assertThat(remote.verify()).extracting(Invocation::uses).isEqualTo("ssh");
    assertThat(onlyStep(step("- {step: a, uses: x.y, rollback: undo it}")).rollback())
        .extracting(Invocation::uses)
        .isEqualTo("shell");
  }

  @Test
  void tenMistakesGetTenMessages() {
    Loaded loaded =
        step(
            """
            - step: a b
              uses: shell
              whith: {command: x}
              takes: 5 minutes
              fails: 200%
              retry: {attempts: 0}
              on: [{a: b}]
              done-by: 25:00
              may-stop-after: perhaps
              if-fails: rollback-run
              batch: 0
            - uses: shell
            """);
    assertThat(loaded.plan()).isPresent();
    assertThat(loaded.problems())
        .extracting(Problem::code)
        .containsExactly(
            "S22-1033",
            "S22-1010",
            "S22-1020",
            "S22-1024",
            "S22-1025",
            "S22-1012",
            "S22-1022",
            "S22-1026",
            "S22-1027",
            "S22-1032",
            "S22-1011");
    assertThat(loaded.problems().get(1).mend()).isEqualTo("Did you mean 'with'?");
    assertThat(loaded.problems().get(1).at()).isEqualTo(new Mark(11, 9));
    assertThat(loaded.hasProblemAt(new Mark(11, 9))).isTrue();
  }

  @Test
  void aBlackoutOfTwoKindsAndAGateOfNoneAreRefused() {
    Loaded loaded =
        PlanReader.read(
            "p.yaml",
            HEAD
                + """
                      - {step: a, run: x, gates: {within: 2m}}
                blackouts:
                  pay: {daily: 02:00-03:00, weekly: Sat 10:00-12:00}
                  once: {from: 2024-03-16 00:00}
                """);
    assertThat(loaded.problems())
        .extracting(Problem::code)
        .isEqualTo(List.of("S22-1014", "S22-1014", "S22-1011"));
  }
}
