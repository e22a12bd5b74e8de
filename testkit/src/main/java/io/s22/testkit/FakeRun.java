package io.s22.testkit;

import io.s22.journal.Command;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.Phase;
import io.s22.run.Outlook;
import io.s22.run.engine.CompiledPlan;
import io.s22.run.engine.DeclaredOutlook;
import io.s22.run.simulated.DeclaredBehaviour;
import io.s22.run.simulated.SimulatedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A whole run in memory and virtual time, on nodes that die and take over from one another. */
public final class FakeRun {
  /** The run's id. */
  public static final String RUN = "run-1";

  private static final int MOST_TURNS = 200_000;

  private final FakeNode.Rig rig;
  private final FakePeople people;
  private final Outlook outlook;
  private Duration wallOff = Duration.ZERO;
  private int nodes;

  /** A run that is opened when its window opens. */
  public FakeRun(CompiledPlan plan, long seed, FakeWorld.Faults faults) {
    this(plan, seed, faults, TestPlans.OPENS);
  }

  /** A run that is opened at {@code start}. */
  public FakeRun(CompiledPlan plan, long seed, FakeWorld.Faults faults, Instant start) {
    this(plan, seed, faults, start, new MemoryRunStore());
  }

  /** A run in a store of the caller's. */
  public FakeRun(
      CompiledPlan plan, long seed, FakeWorld.Faults faults, Instant start, MemoryRunStore store) {
    SimulatedTime time = new SimulatedTime(start);
    DeclaredBehaviour behaviour = new DeclaredBehaviour(plan, seed);
    store.open(
        RUN,
        start,
        "test",
        new Event.RunOpened(
            plan.plan().plan(),
            "",
            "0".repeat(64),
            TestPlans.OPENS,
            TestPlans.CLOSES,
            Map.of(),
            List.of(),
            "test"));
    rig = new FakeNode.Rig(store, time, new FakeWorld(time, behaviour, faults, seed), plan, RUN);
    people = new FakePeople(rig, behaviour);
    outlook = new DeclaredOutlook(plan);
  }

  /** Starts a process that takes over. */
  public FakeNode node(FakeNode.Reaper reaper) {
    return new FakeNode(
        rig, "node-" + ++nodes, () -> rig.time().now().plus(wallOff), outlook, reaper);
  }

  /** Sets the time of day that processes see. */
  public void setWallOff(Duration off) {
    wallOff = off;
  }

  /** Lets {@code node} drive until the run has ended; a killed one is followed by the next. */
  public void drive(FakeNode.Reaper reaper) {
    FakeNode node = null;
    for (int turns = 0; turns < MOST_TURNS; turns++) {
      try {
        node = node == null ? node(reaper) : node;
        Instant next = node.turn();
        if (next == null) {
          return;
        }
        goOn(next);
      } catch (FakeNode.Killed killed) {
        if (node != null) {
          node.kill();
        }
        node = null;
      }
    }
    throw new AssertionError("the run does not end: " + lastEntries());
  }

  /** What people answer; see {@link FakePeople#say}. */
  public FakeRun say(String kind, String choice) {
    people.say(kind, choice);
    return this;
  }

  /** Has a person give a command so long after the window's opening. */
  public FakeRun command(Duration after, Command.Kind kind) {
    Instant at = TestPlans.OPENS.plus(after);
    rig.time()
        .at(at, () -> rig.store().post(RUN, new Command(kind, "bob", "test", null, null, at)));
    return this;
  }

  /** People read and answer, and time goes on to whatever is next. */
  public void goOn(@Nullable Instant next) {
    int before = rig.store().inbox(RUN).size();
    people.look();
    if (rig.store().inbox(RUN).size() > before) {
      return;
    }
    boolean none = next == null || next.equals(Instant.MAX);
    if (!rig.time().advance(none ? null : next)) {
      throw new AssertionError("the run stands still: " + lastEntries());
    }
  }

  private String lastEntries() {
    List<Entry> all = entries();
    StringBuilder text = new StringBuilder();
    all.subList(Math.max(0, all.size() - 15), all.size())
        .forEach(e -> text.append('\n').append(e.at()).append(' ').append(e.event()));
    return text.toString();
  }

  /** The journal so far. */
  public List<Entry> entries() {
    return rig.store().entries(RUN);
  }

  /** The effects that were begun, in order, as {@code step/phase/round.attempt}. */
  public List<String> begun() {
    return entries().stream()
        .map(Entry::event)
        .filter(Event.Intent.class::isInstance)
        .map(event -> ((Event.Intent) event).effect().toString())
        .toList();
  }

  /** What was decided, in order: question, choice, by whom. */
  public List<String> decided() {
    return entries().stream()
        .filter(entry -> entry.event() instanceof Event.Decided)
        .map(entry -> {
          Event.Decided decided = (Event.Decided) entry.event();
          return decided.question() + " " + decided.choice() + " " + entry.by();
        })
        .toList();
  }

  /** The minute of the window in which {@code step} first began to act. */
  public long minute(String step) {
    return entries().stream()
        .filter(entry ->
            entry.event() instanceof Event.Intent intent
                && intent.effect().step().equals(step)
                && intent.effect().phase() == Phase.ACT)
        .map(entry -> Duration.between(TestPlans.OPENS, entry.at()).toMinutes())
        .findFirst()
        .orElseThrow();
  }

  /** Eve answers a question, as of {@code after} the window's opening. */
  public void answer(String question, String choice, Duration after) {
    store()
        .post(
            RUN,
            new Command(
                Command.Kind.ANSWER, "eve", "test", question, choice, TestPlans.OPENS.plus(after)));
  }

  /** The cluster. */
  public FakeWorld world() {
    return rig.world();
  }

  /** Virtual time. */
  public SimulatedTime time() {
    return rig.time();
  }

  /** The store, for commands. */
  public MemoryRunStore store() {
    return rig.store();
  }
}
