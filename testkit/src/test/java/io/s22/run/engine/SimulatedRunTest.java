package io.s22.run.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.RunState;
import io.s22.run.RunView.Progress;
import io.s22.run.simulated.Simulation;
import io.s22.testkit.TestPlans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SimulatedRunTest {
  private final List<Entry> journal = new ArrayList<>();

  @Test
  void stepsRunInOrderAndTheRunIsDone() {
    RunFold end =
        run(
            """
            stages:
              - stage: work
                box: "01:00-02:00"
                steps:
                  - {step: a, uses: probe, takes: 10m}
                  - {step: b, uses: probe, takes: 5m, verify: {uses: probe, takes: 1m}}
            """);
    assertThat(end.state()).isEqualTo(RunState.DONE);
    assertThat(begun()).containsExactly("a/act/1.1", "b/act/1.1", "b/verify/1.1");
    assertThat(minute("b/act/1.1")).isEqualTo(70);
    assertThat(lastMinute()).isEqualTo(76);
  }

  @Test
  void aCanaryGoesForwardBackAndForwardBeforeTheOthersFollowInBatches() {
    RunFold end =
        run(
            """
            cluster: {hosts: {"h-[1-5]": {}}}
            stages:
              - stage: work
                box: "00:00-02:00"
                steps:
                  - step: a
                    uses: probe
                    on: "h-[1-5]"
                    canary: 1
                    batch: 2
                    takes: 1m
                    rollback: {uses: probe, takes: 2m}
            """);
    assertThat(end.state()).isEqualTo(RunState.DONE);
    assertThat(begun())
        .containsExactly(
            "a@h-1/act/1.1",
            "a@h-1/undo/1.1",
            "a@h-1/act/2.1",
            "a@h-2/act/1.1",
            "a@h-3/act/1.1",
            "a@h-4/act/1.1",
            "a@h-5/act/1.1");
    assertThat(minute("a@h-4/act/1.1")).isEqualTo(5);
    assertThat(lastMinute()).isEqualTo(6);
  }

  @Test
  void aFailedStepRollsTheRunBackInReverseOrder() {
    RunFold end =
        run(
            """
            stages:
              - stage: work
                box: "00:00-02:00"
                steps:
                  - {step: a, uses: probe, takes: 1m, rollback: {uses: probe, takes: 3m}}
                  - {step: b, uses: probe, takes: 1m, rollback: {uses: probe, takes: 2m}}
                  - step: c
                    uses: probe
                    takes: 1m
                    fails: 100%
                    retry: {attempts: 2, wait: 10s}
                    rollback: {uses: probe, takes: 1m}
                  - {step: d, uses: probe, takes: 1m}
            """);
    assertThat(end.state()).isEqualTo(RunState.ROLLED_BACK);
    assertThat(begun())
        .containsExactly(
            "a/act/1.1",
            "b/act/1.1",
            "c/act/1.1",
            "c/act/1.2",
            "c/undo/1.2",
            "b/undo/1.1",
            "a/undo/1.1");
    assertThat(Duration.ofMinutes(4 + 6).plusSeconds(10))
        .isEqualTo(Duration.between(TestPlans.OPENS, journal.getLast().at()));
  }

  @Test
  void aStepThatGoesBackTakesItsFollowersWithItAndTheRestGoesOn() {
    RunFold end =
        run(
            """
            stages:
              - stage: work
                box: "00:00-02:00"
                steps:
                  - {step: a, uses: probe, takes: 1m, fails: 100%, if-fails: roll-back-step, rollback: {uses: probe, takes: 1m}}
                  - {step: b, uses: probe, takes: 1m}
                  - {step: c, uses: probe, takes: 1m, after: []}
              - stage: next
                box: "02:00-03:00"
                steps:
                  - {step: d, uses: probe, takes: 1m}
            """);
    assertThat(end.state()).isEqualTo(RunState.PARTLY_DONE);
    assertThat(begun()).containsExactly("a/act/1.1", "c/act/1.1", "a/undo/1.1", "d/act/1.1");
    assertThat(progress(end, "b")).isEqualTo(Progress.SKIPPED);
    assertThat(progress(end, "a")).isEqualTo(Progress.UNDONE);
  }

  @Test
  void aStageThatGoesBackSkipsTheStagesThatWaitForIt() {
    RunFold end =
        run(
            """
            stages:
              - stage: one
                box: "00:00-02:00"
                steps:
                  - {step: a, uses: probe, takes: 1m, rollback: {uses: probe, takes: 1m}}
                  - {step: b, uses: probe, takes: 1m, fails: 100%, if-fails: roll-back-stage, rollback: {uses: probe, takes: 1m}}
                  - {step: c, uses: probe, takes: 10m, after: a, rollback: {uses: probe, takes: 1m}}
                  - {step: d, uses: probe, takes: 10m}
              - stage: two
                box: "02:00-03:00"
                steps:
                  - {step: e, uses: probe, takes: 1m}
              - stage: beside
                box: "02:00-03:00"
                after: []
                steps:
                  - {step: f, uses: probe, takes: 1m}
            """);
    assertThat(end.state()).isEqualTo(RunState.PARTLY_DONE);
    assertThat(begun())
        .containsExactly(
            "a/act/1.1",
            "b/act/1.1",
            "c/act/1.1",
            "b/undo/1.1",
            "c/undo/1.1",
            "a/undo/1.1",
            "f/act/1.1");
    assertThat(minute("b/undo/1.1")).isEqualTo(11);
  }

  @Test
  void aCrewServesOnlySoManyStepsAtOnceInTheOrderTheyCame() {
    run(
        """
        crews: {dba: 1}
        stages:
          - stage: work
            box: "00:00-02:00"
            steps:
              - {step: a, uses: probe, takes: 3m, crew: dba, after: []}
              - {step: b, uses: probe, takes: 1m, after: []}
              - {step: c, uses: probe, takes: 1m, crew: dba, after: []}
              - {step: d, uses: probe, takes: 1m, crew: dba, after: b}
        """);
    assertThat(minute("c/act/1.1")).isEqualTo(3);
    assertThat(minute("d/act/1.1")).isEqualTo(4);
  }

  @Test
  void theFloorOfAServiceHoldsTasksUp() {
    run(
        """
        cluster:
          hosts: {"h-[1-4]": {}}
          services: {api: {on: "h-[1-4]", needs: 2 of 4}}
        stages:
          - stage: work
            box: "00:00-02:00"
            steps:
              - {step: a, uses: probe, on: api, batch: all, takes: 3m, interrupts: {api: throughout}}
        """);
    assertThat(minute("a@h-2/act/1.1")).isEqualTo(0);
    assertThat(minute("a@h-3/act/1.1")).isEqualTo(3);
    assertThat(lastMinute()).isEqualTo(6);
  }

  @Test
  void aTaskThatCouldNeverBeginIsRefused() {
    RunFold end =
        run(
            """
            cluster:
              hosts: {"h-[1-2]": {}}
              services: {api: {on: "h-[1-2]", needs: 1 of 2}}
            stages:
              - stage: work
                box: "00:00-02:00"
                steps:
                  - {step: a, uses: probe, on: h-1, takes: 1m, fails: 100%, if-fails: go-on, interrupts: {api: throughout}}
                  - {step: b, uses: probe, on: h-2, takes: 1m, if-fails: go-on, interrupts: {api: throughout}}
            """);
    assertThat(end.state()).isEqualTo(RunState.PARTLY_DONE);
    assertThat(begun()).containsExactly("a@h-1/act/1.1");
    assertThat(progress(end, "b")).isEqualTo(Progress.FAILED);
  }

  @Test
  void atThePointOfNoReturnTheDefaultTurnsTheRunBack() {
    RunFold end =
        run(
            """
            stages:
              - stage: work
                box: "00:00-04:00"
                steps:
                  - {step: a, uses: probe, takes: 1m, rollback: {uses: probe, takes: 1h}}
                  - {step: b, uses: probe, takes: 4h, rollback: {uses: probe, takes: 1h}}
                  - {step: c, uses: probe, takes: 1m}
            """);
    assertThat(end.state()).isEqualTo(RunState.ROLLED_BACK);
    assertThat(decided()).containsExactly("turning-back roll-back");
    // The point is at 02:00; the act under way ends at 04:01.
    assertThat(minute("b/undo/1.1")).isEqualTo(241);
  }

  @Test
  void aTaskWhoseBeginWouldCrossThePointOfNoReturnWaitsForTheDecision() {
    RunFold end =
        run(
            """
            turning-back: {otherwise: go-on}
            stages:
              - stage: work
                box: "00:00-04:00"
                steps:
                  - {step: a, uses: probe, takes: 3h, rollback: {uses: probe, takes: 30m}}
                  - {step: b, uses: probe, takes: 10m, rollback: {uses: probe, takes: 1h}}
            """);
    assertThat(end.state()).isEqualTo(RunState.DONE);
    assertThat(decided()).containsExactly("turning-back go-on");
    assertThat(minute("b/act/1.1")).isEqualTo(180);
  }

  @Test
  void gatesAreAskedOneAfterTheOtherAndANoGoOfAStageSkipsIt() {
    RunFold end =
        run(
            """
            people: {lead: [ann]}
            stages:
              - stage: one
                box: "00:00-02:00"
                gates:
                  - {approval: lead, within: 10m, takes: 4m}
                  - {approval: lead, within: 10m, takes: 20m, otherwise: go}
                steps:
                  - {step: a, uses: probe, takes: 1m}
              - stage: two
                box: "00:30-02:00"
                gates:
                  - {command: "true", refuses: 100%}
                steps:
                  - {step: b, uses: probe, takes: 1m}
              - stage: three
                box: "00:30-02:00"
                steps:
                  - {step: c, uses: probe, takes: 1m}
            """);
    assertThat(end.state()).isEqualTo(RunState.PARTLY_DONE);
    assertThat(minute("a/act/1.1")).isEqualTo(14);
    assertThat(begun()).containsExactly("a/act/1.1");
  }

  private static Progress progress(RunFold run, String step) {
    return Objects.requireNonNull(run.steps().get(step)).progress();
  }

  private RunFold run(String body) {
    CompiledPlan plan = TestPlans.compiled(body);
    return new Simulation(
            plan, TestPlans.OPENS, TestPlans.CLOSES, 1, new DeclaredOutlook(plan), journal::add)
        .run();
  }

  private List<String> begun() {
    return journal.stream()
        .map(Entry::event)
        .filter(Event.Intent.class::isInstance)
        .map(e -> ((Event.Intent) e).effect().toString())
        .toList();
  }

  private List<String> decided() {
    return journal.stream()
        .map(Entry::event)
        .filter(Event.Decided.class::isInstance)
        .map(e -> ((Event.Decided) e).question() + " " + ((Event.Decided) e).choice())
        .toList();
  }

  private long minute(String effect) {
    return journal.stream()
        .filter(e -> e.event() instanceof Event.Intent i && i.effect().toString().equals(effect))
        .map(e -> Duration.between(TestPlans.OPENS, e.at()).toMinutes())
        .findFirst()
        .orElseThrow(() -> new AssertionError(effect + " never began: " + begun()));
  }

  private long lastMinute() {
    return Duration.between(TestPlans.OPENS, journal.getLast().at()).toMinutes();
  }
}
