package io.s22.run.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.Finding;
import io.s22.journal.GateAnswer;
import io.s22.journal.Outcome;
import io.s22.journal.RunState;
import io.s22.plan.Repeat;
import io.s22.plan.S22Exception;
import io.s22.run.Clock;
import io.s22.run.GateAsker;
import io.s22.run.JournalWriter;
import io.s22.run.Lease;
import io.s22.run.Prediction;
import io.s22.run.RunHost;
import io.s22.run.Surroundings;
import io.s22.testkit.MemoryRunStore;
import io.s22.testkit.ScriptedDriver;
import io.s22.testkit.TestPlans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The engine for real: threads, the clock of the wall, drivers that misbehave. */
@Timeout(60)
class RunnerTest {
  private static final String RUN = "run-1";
  private static final String ONE =
      """
      secrets: {password: "env:PASSWORD"}
      variables: {who: world}
      stages:
        - stage: work
          box: "00:00-04:00"
          steps:
            - {step: a, uses: probe, with: {text: "hello ${who} ${secret:password}"}}
            - {step: b, uses: probe}
      """;

  @TempDir Path home;

  private final MemoryRunStore store = new MemoryRunStore();
  private final ScriptedDriver driver = new ScriptedDriver("probe", Repeat.PROBE);

  @Test
  void aRunIsCarriedOutByItsDriversAndNoSecretIsInItsJournal() throws Exception {
    driver.on(
        "a/act/1.1",
        (task, around) -> {
          String text = around.secrets().resolve(String.valueOf(task.with().get("text")));
          around.output().accept(text);
          return new Outcome.Done(text);
        });
    List<String> printed = new ArrayList<>();
    assertThat(drive(ONE, store.take(open(ONE), "n"), printed))
        .isInstanceOf(RunHost.Next.Ended.class);
    assertThat(state(ONE)).isEqualTo(RunState.DONE);
    assertThat(driver.asked()).containsExactly("perform a/act/1.1", "perform b/act/1.1");
    assertThat(outcomes().getFirst()).isEqualTo(new Outcome.Done("hello world ***"));
    assertThat(printed).containsExactly("hello world ***");
    assertThat(store.entries(RUN).toString()).doesNotContain("hunter2");
  }

  @Test
  void aDriverThatThrowsLeavesAnUnknownEndThatIsFoundOut() throws Exception {
    driver.on(
        "a/act/1.1",
        (task, around) -> {
          throw new IllegalStateException("a defect");
        });
    driver.finds("a/act/1.1", new Finding.Ended(new Outcome.Done("it was done all the same")));
    drive(ONE, store.take(open(ONE), "n"), new ArrayList<>());
    assertThat(state(ONE)).isEqualTo(RunState.DONE);
    assertThat(driver.asked())
        .containsExactly("perform a/act/1.1", "probe a/act/1.1", "perform b/act/1.1");
    assertThat(outcomes().getFirst())
        .isInstanceOfSatisfying(
            Outcome.Unknown.class, unknown -> assertThat(unknown.reason()).contains("a defect"));
  }

  @Test
  void aDriverThatNeverReturnsIsLeftAfterItsTimeout() throws Exception {
    String slow = ONE.replace("{step: b, uses: probe}", "{step: b, uses: probe, timeout: 100ms}");
    driver.on(
        "b/act/1.1",
        (task, around) -> {
          new CountDownLatch(1).await();
          return new Outcome.Done("never");
        });
    driver.finds("b/act/1.1", new Finding.Ended(new Outcome.Failed("stopped at its timeout")));
    CompiledPlan plan = compiled(slow);
    List<Outcome> ends = new ArrayList<>();
    CountDownLatch ended = new CountDownLatch(1);
    ThreadedEffects effects = effects(plan, Duration.ofMillis(50));
    effects.perform(
        new Jobs(plan, new io.s22.plan.Variables(Map.of("who", "x")), RUN)
            .of(new io.s22.journal.Effect("b", "", io.s22.journal.Phase.ACT, 1, 1)),
        outcome -> {
          ends.add(outcome);
          ended.countDown();
        });
    ended.await();
    effects.detach();
    assertThat(ends).singleElement().isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void aRunThatIsInterruptedAndDrivenAgainAttachesToWhatIsUnderWay() throws Exception {
    String simulated = ONE.replace("uses: probe}", "uses: simulated, takes: 700ms}");
    open(simulated);
    CountDownLatch begun = new CountDownLatch(1);
    Thread first =
        Thread.ofPlatform()
            .start(() -> {
              try {
                runner(compiled(simulated), new Begun(begun)).drive(store.take(RUN, "one"));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    begun.await();
    awaitUnderWay();
    first.interrupt();
    first.join();
    assertThat(state(simulated)).isEqualTo(RunState.RUNNING);
    drive(simulated, store.take(RUN, "two"), new ArrayList<>());
    assertThat(state(simulated)).isEqualTo(RunState.DONE);
    assertThat(store.entries(RUN).stream().map(Entry::event))
        .filteredOn(Event.Intent.class::isInstance)
        .hasSize(2);
    assertThat(outcomes().getLast().toString()).contains("simulated");
  }

  /** An intent is written before its effect begins: only then is there something under way. */
  private void awaitUnderWay() throws IOException {
    Path effects = home.resolve("simulated");
    while (!Files.isDirectory(effects) || nothingIn(effects)) {
      Thread.onSpinWait();
    }
  }

  private static boolean nothingIn(Path effects) throws IOException {
    try (Stream<Path> files = Files.list(effects)) {
      return files.allMatch(file -> file.toString().endsWith(".tmp"));
    }
  }

  /** Tells when the intent of step b is written. */
  private record Begun(CountDownLatch latch) implements Runner.Observer {
    @Override
    public void written(String run, List<Entry> entries) {
      if (entries.stream()
          .anyMatch(e -> e.event() instanceof Event.Intent i && i.effect().step().equals("b"))) {
        latch.countDown();
      }
    }

    @Override
    public void printed(String run, io.s22.journal.Effect effect, String line) {}

    @Override
    public void trouble(String run, S22Exception trouble) {}
  }

  @Test
  void nothingBeginsBeforeItsIntentIsWrittenThoughTheStorageIsFull() throws Exception {
    AtomicInteger refusals = new AtomicInteger(2);
    List<String> begunBefore = new ArrayList<>();
    Lease lease = store.take(open(ONE), "n");
    Lease full =
        new Wrapped(
            lease,
            (drafts, taken) -> {
              if (refusals.getAndDecrement() > 0) {
                begunBefore.addAll(driver.asked());
                throw new S22Exception("S22-3101", "The disk is full.", "Make room.");
              }
              return lease.journal().append(drafts, taken);
            });
    drive(ONE, full, new ArrayList<>());
    assertThat(begunBefore).isEmpty();
    assertThat(state(ONE)).isEqualTo(RunState.DONE);
  }

  @Test
  void aFencedNodeStopsAtOnceAndBeginsNothing() {
    Lease old = store.take(open(ONE), "old");
    store.take(RUN, "new");
    assertThatThrownBy(() -> drive(ONE, old, new ArrayList<>()))
        .isInstanceOf(JournalWriter.FencedException.class);
    assertThat(driver.asked()).isEmpty();
  }

  @Test
  void aRunWhoseWindowIsFarAwayIsGivenBackUntilThen() throws Exception {
    Instant opens = TestPlans.OPENS;
    CompiledPlan plan = compiled(ONE);
    open(ONE, opens.minus(Duration.ofDays(2)));
    Runner runner = runner(plan, Runner.Observer.NONE, () -> opens.minus(Duration.ofDays(2)));
    assertThat(runner.drive(store.take(RUN, "n"))).isEqualTo(new RunHost.Next.WakeAt(opens));
  }

  @Test
  void aDryRunSaysWhatWouldChangeWithoutChangingIt() throws Exception {
    String body =
        ONE
            + "      - {step: c, uses: approval, with: {role: lead}}\n"
            + "      - {step: d, uses: nowhere}\n";
    List<DryRun.Line> lines = new ArrayList<>();
    CompiledPlan plan = compiled(body);
    new DryRun(
            plan,
            Map.of("who", "you"),
            name -> name.equals("probe") ? driver : null,
            new Surroundings(() -> TestPlans.OPENS, secrets(plan), line -> {}, home))
        .run(lines::add);
    assertThat(lines).hasSize(4);
    assertThat(lines.getFirst().prediction())
        .isEqualTo(
            new Prediction.WouldChange("by script, with {text=hello you ${secret:password}}"));
    assertThat(lines.get(2).prediction()).isEqualTo(new Prediction.CannotPredict("people decide"));
    assertThat(lines.get(3).prediction()).isInstanceOf(Prediction.CannotPredict.class);
    assertThat(driver.asked()).isEmpty();
  }

  @Test
  void aSecretThatCannotBeHadIsNamedWithItsSource() {
    PlanSecrets secrets = new PlanSecrets(Map.of("a", "env:NOT_SET", "b", "vault:x"), name -> null);
    assertThatThrownBy(() -> secrets.resolve("${secret:a}")).hasMessageContaining("NOT_SET");
    assertThatThrownBy(() -> secrets.resolve("${secret:b}")).hasMessageContaining("vault:x");
    assertThatThrownBy(() -> secrets.resolve("${secret:c}")).hasMessageContaining("c");
  }

  private String open(String body) {
    return open(body, TestPlans.OPENS);
  }

  private String open(String body, Instant at) {
    store.open(
        RUN,
        at,
        "test",
        new Event.RunOpened(
            "test", body, "", TestPlans.OPENS, TestPlans.CLOSES, Map.of(), List.of(), "test"));
    return RUN;
  }

  private RunHost.Next drive(String body, Lease lease, List<String> printed)
      throws InterruptedException {
    return runner(
            compiled(body),
            new Runner.Observer() {
              @Override
              public void written(String run, List<Entry> entries) {}

              @Override
              public void printed(String run, io.s22.journal.Effect effect, String line) {
                printed.add(line);
              }

              @Override
              public void trouble(String run, S22Exception trouble) {}
            })
        .drive(lease);
  }

  private Runner runner(CompiledPlan plan, Runner.Observer observer) {
    return runner(plan, observer, () -> TestPlans.OPENS);
  }

  private Runner runner(CompiledPlan plan, Runner.Observer observer, Clock clock) {
    return new Runner(
        new Runner.Parts(
            store,
            opened -> plan,
            Map.of("probe", driver),
            (run, subject, gate, around) -> new GateAsker.Reply(GateAnswer.GO, "go"),
            DeclaredOutlook::new,
            RunnerTest::secrets,
            clock,
            home,
            observer));
  }

  private ThreadedEffects effects(CompiledPlan plan, Duration grace) {
    return new ThreadedEffects(
        name -> driver,
        (run, subject, gate, around) -> new GateAsker.Reply(GateAnswer.GO, "go"),
        new Surroundings(() -> TestPlans.OPENS, secrets(plan), line -> {}, home),
        (effect, line) -> {},
        grace);
  }

  private static PlanSecrets secrets(CompiledPlan plan) {
    return new PlanSecrets(plan.plan().secrets(), name -> "hunter2");
  }

  private static CompiledPlan compiled(String body) {
    return TestPlans.compiled(body);
  }

  private RunState state(String body) {
    return RunFold.read(store, RUN, opened -> compiled(body)).state();
  }

  private List<Outcome> outcomes() {
    return store.entries(RUN).stream()
        .map(Entry::event)
        .filter(Event.Ended.class::isInstance)
        .map(e -> ((Event.Ended) e).outcome())
        .toList();
  }

  /** A lease with a journal of the test's. */
  private record Wrapped(Lease lease, JournalWriter writer) implements Lease {
    @Override
    public String run() {
      return lease.run();
    }

    @Override
    public String node() {
      return lease.node();
    }

    @Override
    public long fence() {
      return lease.fence();
    }

    @Override
    public boolean held() {
      return lease.held();
    }

    @Override
    public JournalWriter journal() {
      return writer;
    }

    @Override
    public void onWake(Runnable wake) {
      lease.onWake(wake);
    }
  }
}
