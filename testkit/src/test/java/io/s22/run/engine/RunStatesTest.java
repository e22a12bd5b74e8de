package io.s22.run.engine;

import static io.s22.journal.Command.Kind.ABORT;
import static io.s22.journal.Command.Kind.PAUSE;
import static io.s22.journal.Command.Kind.RESUME;
import static io.s22.journal.Command.Kind.ROLL_BACK;
import static org.assertj.core.api.Assertions.assertThat;

import io.s22.journal.Command;
import io.s22.journal.Event;
import io.s22.plan.Plan;
import io.s22.testkit.FakeNode;
import io.s22.testkit.FakeRun;
import io.s22.testkit.FakeWorld;
import io.s22.testkit.TestPlans;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A run's laws, each as one run; together they take every transition of the table. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunStatesTest {
  private static final Duration HALF = Duration.ofSeconds(30);

  /** Two steps of a minute; the cluster may be left after the first only. */
  private static final String TWO =
      stage(
          "{step: a, uses: probe, takes: 1m, may-stop-after: yes, rollback: {uses: probe, takes: 1m}}",
          "{step: b, uses: probe, takes: 1m, rollback: {uses: probe, takes: 1m}}");

  /** The cluster may be left after no step but the last. */
  private static final String LATE =
      stage(
          "{step: a, uses: probe, takes: 1m, rollback: {uses: probe, takes: 1m}}",
          "{step: b, uses: probe, takes: 1m, rollback: {uses: probe, takes: 1m}, may-stop-after: yes}",
          "{step: c, uses: probe, takes: 1m}");

  /** A canary that cannot go back. */
  private static final String BROKEN_WAY_BACK =
      "{step: c, uses: probe, takes: 1m, after: [], canary: 1,"
          + " rollback: {uses: probe, takes: 5m, fails: 100%}}";

  private final Set<String> visited = new HashSet<>();

  @AfterAll
  void everyTransitionOfTheTableWasTaken() {
    List<String> missing = new ArrayList<>();
    for (Transitions.Transition t : Transitions.ALL) {
      if (!visited.contains(t.from() + " " + t.to())) {
        missing.add(t.from() + " -> " + t.to());
      }
    }
    assertThat(missing).as("transitions that no test takes").isEmpty();
  }

  @Test
  void theDiagramInTheDocsIsMadeFromTheTable() throws Exception {
    Path page = Path.of("..", "docs", "run-states.md");
    if (Boolean.getBoolean("s22.write-docs")) {
      Files.writeString(page, Transitions.page());
    }
    assertThat(Files.readString(page))
        .as("docs/run-states.md; write it anew with -Ds22.write-docs=true")
        .isEqualTo(Transitions.page());
  }

  @Test
  void aRunThatIsLeftAloneIsDone() {
    assertThat(states(run(TWO))).isEqualTo("WAITING RUNNING DONE");
  }

  @Test
  void aRunMayBeAbortedBeforeItsWindowOpens() {
    FakeRun run =
        new FakeRun(
            TestPlans.compiled(TWO),
            1,
            FakeWorld.Faults.NONE,
            TestPlans.OPENS.minus(Duration.ofHours(1)));
    run.command(Duration.ofMinutes(-30), ABORT);
    assertThat(states(run)).isEqualTo("WAITING ABORTED");
    assertThat(run.begun()).isEmpty();
  }

  @Test
  void aPauseLandsWhereAStepSaysThatTheClusterMayBeLeft() {
    FakeRun run = run(TWO).command(HALF, PAUSE).command(Duration.ofMinutes(10), RESUME);
    assertThat(states(run)).isEqualTo("WAITING RUNNING PAUSING PAUSED RUNNING DONE");
    assertThat(run.minute("b")).isEqualTo(10);
  }

  @Test
  void aPauseGoesOnToTheNextPlaceWhereTheClusterMayBeLeft() {
    FakeRun run = run(LATE).command(HALF, PAUSE).command(Duration.ofMinutes(10), RESUME);
    assertThat(states(run)).isEqualTo("WAITING RUNNING PAUSING PAUSED RUNNING DONE");
    assertThat(run.minute("b")).isEqualTo(1);
    assertThat(run.minute("c")).isEqualTo(10);
  }

  @Test
  void aPauseMayBeTakenBackBeforeItLands() {
    FakeRun run = run(TWO).command(HALF, PAUSE).command(HALF.plusSeconds(5), RESUME);
    assertThat(states(run)).isEqualTo("WAITING RUNNING PAUSING RUNNING DONE");
  }

  @Test
  void aPauseThatFindsNoPlaceToLandEndsWithTheRun() {
    FakeRun run = run(TWO).command(Duration.ofSeconds(90), PAUSE);
    assertThat(states(run)).isEqualTo("WAITING RUNNING PAUSING DONE");
    FakeRun partly =
        run(stage("{step: a, uses: probe, takes: 1m, fails: 100%, if-fails: go-on}"))
            .command(HALF, PAUSE);
    assertThat(states(partly)).isEqualTo("WAITING RUNNING PAUSING PARTLY_DONE");
  }

  @Test
  void aPausedRunMayBeAbortedOrRolledBack() {
    FakeRun aborted = run(TWO).command(HALF, PAUSE).command(Duration.ofMinutes(10), ABORT);
    assertThat(states(aborted)).isEqualTo("WAITING RUNNING PAUSING PAUSED ABORTED");
    FakeRun back = run(TWO).command(HALF, PAUSE).command(Duration.ofMinutes(10), ROLL_BACK);
    assertThat(states(back)).isEqualTo("WAITING RUNNING PAUSING PAUSED ROLLING_BACK ROLLED_BACK");
  }

  @Test
  void aPausedRunResumesOutsideItsWindowOnlyWithApproval() {
    FakeRun run = run(TWO).command(HALF, PAUSE).command(Duration.ofHours(5), RESUME);
    run.say("window", "go-on");
    assertThat(states(run)).isEqualTo("WAITING RUNNING PAUSING PAUSED ASKING RUNNING DONE");
    assertThat(run.decided()).containsExactly("window go-on ann");
  }

  @Test
  void aPausedRunResumesWithoutApprovalInAWindowThatWasMadeLonger() {
    FakeRun run = run(TWO).command(HALF, PAUSE).command(Duration.ofHours(5), RESUME);
    extend(run, Duration.ofHours(3), "PT2H");
    assertThat(states(run)).isEqualTo("WAITING RUNNING PAUSING PAUSED RUNNING DONE");
    assertThat(run.decided()).isEmpty();
    assertThat(run.entries().stream().map(e -> e.event()).filter(Event.Extended.class::isInstance))
        .singleElement()
        .isInstanceOfSatisfying(
            Event.Extended.class,
            extended ->
                assertThat(extended.closes())
                    .isEqualTo(TestPlans.CLOSES.plus(Duration.ofHours(2))));
  }

  @Test
  void aWindowIsMadeLongerByALengthOfADayAtTheMostAndNeverAfterTheEnd() {
    FakeRun run = run(TWO);
    extend(run, Duration.ZERO, "soon");
    extend(run, Duration.ofSeconds(1), "PT25H");
    extend(run, Duration.ofSeconds(2), "-PT1H");
    assertThat(states(run)).isEqualTo("WAITING RUNNING DONE");
    assertThat(
            run.entries().stream()
                .map(e -> e.event())
                .filter(Event.Noted.class::isInstance)
                .map(e -> ((Event.Noted) e).text()))
        .containsExactly(
            "extend was not taken: soon is no length of time",
            "extend was not taken: a window can be made longer by a day at the most",
            "extend was not taken: a window can be made longer by a day at the most");
    assertThat(run.entries()).noneMatch(e -> e.event() instanceof Event.Extended);
  }

  private static void extend(FakeRun run, Duration after, String by) {
    Instant at = TestPlans.OPENS.plus(after);
    run.time()
        .at(
            at,
            () ->
                run.store()
                    .post(
                        FakeRun.RUN,
                        new Command(Command.Kind.EXTEND, "bob", "test", null, by, at)));
  }

  @Test
  void withoutApprovalAPausedRunStaysPausedOutsideItsWindow() {
    FakeRun run =
        run(TWO)
            .command(HALF, PAUSE)
            .command(Duration.ofHours(5), RESUME)
            .command(Duration.ofHours(6), ABORT);
    run.say("window", "stay-paused");
    assertThat(states(run))
        .isEqualTo("WAITING RUNNING PAUSING PAUSED ASKING PAUSING PAUSED ABORTED");
  }

  @Test
  void anAbortLandsWhereTheClusterMayBeLeft() {
    FakeRun run = run(TWO).command(HALF, ABORT);
    assertThat(states(run)).isEqualTo("WAITING RUNNING PAUSING ABORTED");
    assertThat(run.begun()).containsExactly("a/act/1.1");
  }

  @Test
  void anAbortThatCannotLandIsOfferedAsARollback() {
    FakeRun run = run(LATE).command(HALF, ABORT).say("abort", "roll-back");
    assertThat(states(run)).isEqualTo("WAITING RUNNING PAUSING ASKING ROLLING_BACK ROLLED_BACK");
    assertThat(run.begun()).containsExactly("a/act/1.1", "a/undo/1.1");
  }

  @Test
  void anAbortThatCannotLandMayWaitForTheNextPlaceOrBeTakenBack() {
    FakeRun next = run(LATE).command(HALF, ABORT).say("abort", "next-place");
    assertThat(states(next)).isEqualTo("WAITING RUNNING PAUSING ASKING PAUSING ABORTED");
    assertThat(next.begun()).containsExactly("a/act/1.1", "b/act/1.1");
    FakeRun goesOn = run(LATE).command(HALF, ABORT).say("abort", "go-on");
    assertThat(states(goesOn)).isEqualTo("WAITING RUNNING PAUSING ASKING RUNNING DONE");
  }

  @Test
  void aPersonMayRollBackARunAtAnyTime() {
    FakeRun run = run(TWO).command(Duration.ofSeconds(90), ROLL_BACK);
    assertThat(states(run)).isEqualTo("WAITING RUNNING ROLLING_BACK ROLLED_BACK");
    assertThat(run.begun()).containsExactly("a/act/1.1", "b/act/1.1", "b/undo/1.1", "a/undo/1.1");
    FakeRun pausing = run(LATE).command(HALF, PAUSE).command(HALF.plusSeconds(5), ROLL_BACK);
    assertThat(states(pausing)).isEqualTo("WAITING RUNNING PAUSING ROLLING_BACK ROLLED_BACK");
  }

  @Test
  void aRollbackThatFailsLeavesTheRunStuck() {
    FakeRun run =
        run(
            stage(
                "{step: a, uses: probe, takes: 1m,"
                    + " rollback: {uses: probe, takes: 1m, fails: 100%}}",
                "{step: b, uses: probe, takes: 1m, fails: 100%}"));
    assertThat(states(run)).isEqualTo("WAITING RUNNING ROLLING_BACK STUCK");
  }

  @Test
  void aCanaryThatCannotGoBackLeavesTheRunStuckWhenTheRestHasFinished() {
    String beside = "{step: d, uses: probe, takes: 20m, after: []}";
    assertThat(states(run(stage(BROKEN_WAY_BACK, beside)))).isEqualTo("WAITING RUNNING STUCK");
    FakeRun pausing = run(stage(BROKEN_WAY_BACK, beside)).command(HALF, PAUSE);
    assertThat(states(pausing)).isEqualTo("WAITING RUNNING PAUSING STUCK");
    String asks = "{step: d, uses: probe, takes: 1m, after: [], fails: 100%, if-fails: ask}";
    FakeRun asking = run(stage(BROKEN_WAY_BACK, asks)).say("failed", "");
    assertThat(states(asking)).isEqualTo("WAITING RUNNING ASKING STUCK");
  }

  @Test
  void peopleDecideAboutAFailedStepThatSaysAsk() {
    String failing =
        stage(
            "{step: a, uses: probe, takes: 1m, rollback: {uses: probe, takes: 1m}}",
            "{step: b, uses: probe, takes: 1m, fails: 100%, if-fails: ask,"
                + " rollback: {uses: probe, takes: 1m}}",
            "{step: c, uses: probe, takes: 1m}");
    FakeRun goesOn = run(failing).say("failed", "go-on");
    assertThat(states(goesOn)).isEqualTo("WAITING RUNNING ASKING RUNNING PARTLY_DONE");
    assertThat(goesOn.begun()).containsExactly("a/act/1.1", "b/act/1.1", "c/act/1.1");
    FakeRun step = run(failing).say("failed", "roll-back-step");
    assertThat(states(step)).isEqualTo("WAITING RUNNING ASKING RUNNING PARTLY_DONE");
    assertThat(step.begun()).containsExactly("a/act/1.1", "b/act/1.1", "b/undo/1.1");
    FakeRun stage = run(failing).say("failed", "roll-back-stage");
    assertThat(states(stage)).isEqualTo("WAITING RUNNING ASKING RUNNING PARTLY_DONE");
    assertThat(stage.begun()).containsExactly("a/act/1.1", "b/act/1.1", "b/undo/1.1", "a/undo/1.1");
    assertThat(states(run(failing))).isEqualTo("WAITING RUNNING ASKING ROLLING_BACK ROLLED_BACK");
    FakeRun abort = run(failing).say("failed", "abort").say("abort", "roll-back");
    assertThat(states(abort))
        .isEqualTo("WAITING RUNNING ASKING PAUSING ASKING ROLLING_BACK ROLLED_BACK");
  }

  @Test
  void aRetryThatPeopleAskForIsANewAttempt() {
    FakeRun run =
        run(
            stage(
                "{step: a, uses: probe, takes: 1m, fails: 60%, if-fails: ask,"
                    + " retry: {attempts: 2, wait: 1s}}"));
    run.say("failed", "retry");
    assertThat(states(run)).endsWith("DONE");
    assertThat(run.begun()).doesNotHaveDuplicates();
  }

  @Test
  void whilePeopleDecideTheRunMayBeTakenToPause() {
    String failing =
        stage(
            "{step: a, uses: probe, takes: 1m, fails: 100%, if-fails: ask, may-stop-after: yes}",
            "{step: b, uses: probe, takes: 1m}");
    FakeRun run = run(failing).say("failed", "").command(Duration.ofMinutes(5), PAUSE);
    run.time()
        .at(
            TestPlans.OPENS.plus(Duration.ofMinutes(9)),
            () -> run.answer("failed:a", "go-on", Duration.ofMinutes(9)));
    run.command(Duration.ofMinutes(20), RESUME);
    assertThat(states(run)).isEqualTo("WAITING RUNNING ASKING PAUSING PAUSED RUNNING PARTLY_DONE");
  }

  @Test
  void aFailureThatAsksDuringAPauseIsAskedAllTheSame() {
    FakeRun run =
        run(stage("{step: a, uses: probe, takes: 1m, fails: 100%, if-fails: ask}"))
            .command(HALF, PAUSE);
    assertThat(states(run)).startsWith("WAITING RUNNING PAUSING ASKING ROLLING_BACK");
  }

  @Test
  void aMissedWindowIsNotBegunButAskedAbout() {
    FakeRun now = run(TWO).say("window", "start-now");
    now.time().jump(TestPlans.CLOSES.plusSeconds(3600));
    assertThat(states(now)).isEqualTo("WAITING ASKING WAITING RUNNING DONE");
    FakeRun never = run(TWO).say("window", "abort");
    never.time().jump(TestPlans.CLOSES.plusSeconds(3600));
    assertThat(states(never)).isEqualTo("WAITING ASKING ABORTED");
    assertThat(never.begun()).isEmpty();
  }

  @Test
  void aMissedWindowMayBeMovedToAFallbackWindow() {
    Plan plan =
        TestPlans.read(
            """
            plan: test
            title: A test
            zone: UTC
            window:
              opens: 2024-03-16 00:00
              closes: 2024-03-16 04:00
              fallback: [{opens: 2024-03-17 14:00, closes: 2024-03-17 18:00}]
            """
                + TWO);
    FakeRun run = new FakeRun(TestPlans.compiled(plan), 1, FakeWorld.Faults.NONE);
    run.time().jump(TestPlans.CLOSES.plusSeconds(3600));
    run.say("window", "window-2024-03-17T14:00");
    assertThat(states(run)).isEqualTo("WAITING ASKING WAITING RUNNING DONE");
    assertThat(run.minute("a")).isEqualTo(24 * 60 + 14 * 60);
  }

  @Test
  void aNodeThatTakesOverAfterTheWindowAsksBeforeItGoesOn() {
    FakeRun run = run(TWO).say("window", "roll-back");
    FakeNode first = run.node(FakeNode.Reaper.NEVER);
    assertThat(first.turn()).isNotNull();
    first.kill();
    run.time().jump(TestPlans.CLOSES.plusSeconds(60));
    assertThat(states(run)).isEqualTo("WAITING RUNNING ASKING ROLLING_BACK ROLLED_BACK");
  }

  @Test
  void anEffectOfWhichNobodyKnowsTheEndIsAskedAboutForwardAndBack() {
    String body =
        stage(
            "{step: a, uses: manual, takes: 1m, rollback: {uses: manual, takes: 1m}}",
            "{step: b, uses: manual, takes: 1m, fails: 100%}");
    FakeRun run = new FakeRun(TestPlans.compiled(body), 1, new FakeWorld.Faults(1, 1));
    assertThat(states(run))
        .isEqualTo(
            "WAITING RUNNING ASKING RUNNING ASKING"
                + " ROLLING_BACK ASKING ROLLING_BACK ROLLED_BACK");
  }

  @Test
  void aCommandThatDoesNotFitIsRefusedAndRecorded() {
    FakeRun run = run(TWO).command(HALF, RESUME);
    assertThat(states(run)).isEqualTo("WAITING RUNNING DONE");
    assertThat(run.entries().stream().map(e -> e.event()).filter(Event.Noted.class::isInstance))
        .singleElement()
        .isInstanceOfSatisfying(
            Event.Noted.class,
            noted ->
                assertThat(noted.text()).isEqualTo("resume was not taken: the run is running"));
  }

  @Test
  void peopleAreAskedBeforeThePointOfNoReturnAndTheDefaultHoldsAtIt() {
    FakeRun run =
        run(
            """
            people: {lead: [ann]}
            turning-back: {asks: lead, within: 15m, otherwise: roll-back}
            """
                + stage(
                    "{step: a, uses: probe, takes: 1m, rollback: {uses: probe, takes: 1h}}",
                    "{step: b, uses: probe, takes: 200m}",
                    "{step: c, uses: probe, takes: 1h}"));
    assertThat(states(run)).isEqualTo("WAITING RUNNING ROLLING_BACK ROLLED_BACK");
    assertThat(
            run.entries().stream()
                .filter(e -> e.event() instanceof Event.Asked || e.event() instanceof Event.Decided)
                .map(e -> Duration.between(TestPlans.OPENS, e.at()).toMinutes()))
        .containsExactly(165L, 180L);
  }

  private static String stage(String... steps) {
    StringBuilder text =
        new StringBuilder("stages:\n  - stage: work\n    box: \"00:00-04:00\"\n    steps:\n");
    for (String step : steps) {
      text.append("      - ").append(step).append('\n');
    }
    return text.toString();
  }

  private static FakeRun run(String body) {
    return new FakeRun(TestPlans.compiled(body), 1, FakeWorld.Faults.NONE);
  }

  /** Drives the run to its end and tells the states it went through. */
  private String states(FakeRun run) {
    run.drive(FakeNode.Reaper.NEVER);
    StringBuilder way = new StringBuilder("WAITING");
    run.entries().stream()
        .map(e -> e.event())
        .filter(Event.Moved.class::isInstance)
        .map(Event.Moved.class::cast)
        .forEach(moved -> {
          way.append(' ').append(moved.to());
          visited.add(moved.from() + " " + moved.to());
          assertThat(moved.because()).isNotBlank();
        });
    return way.toString();
  }
}
