package io.s22.run.simulated;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.plan.S22Exception;
import io.s22.run.JournalWriter;
import io.s22.run.Lease;
import io.s22.run.Outlook;
import io.s22.run.engine.CompiledPlan;
import io.s22.run.engine.RunFold;
import io.s22.run.engine.RunLoop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One run of a plan in virtual time, by the engine itself, on a cluster that is sampled from the
 * plan. Nothing outside this object is touched.
 */
public final class Simulation {
  private static final String NODE = "simulated";
  private static final String NO_HASH = "0".repeat(64);

  private final SimulatedTime time;
  private final RunLoop loop;

  /**
   * @param opens when the window opens; its time of day is taken as that of the plan's first window
   * @param reader sees each entry as it would be written; their hashes are zeros
   */
  public Simulation(
      CompiledPlan plan,
      Instant opens,
      Instant closes,
      long seed,
      Outlook outlook,
      Consumer<Entry> reader) {
    time = new SimulatedTime(opens);
    DeclaredBehaviour behaviour = new DeclaredBehaviour(plan, seed);
    SimulatedPeople people = new SimulatedPeople(plan, behaviour, time);
    Event.RunOpened opened =
        new Event.RunOpened(
            plan.plan().plan(), "", NO_HASH, opens, closes, Map.of(), List.of("*"), NODE);
    loop =
        new RunLoop(
            new RunFold(plan, NODE, opened),
            new RunLoop.Wiring(
                new Unkept(),
                people::take,
                new SimulatedEffects(time, behaviour),
                time,
                outlook,
                new Reader(people, reader),
                () -> {}));
  }

  /** Runs to the end, and returns how everything stands then. */
  public RunFold run() {
    RunLoop.Turn turn = loop.turn();
    while (!turn.ended()) {
      if (!time.advance(turn.busy() && loop.hasArrivals() ? time.now() : turn.wake())) {
        throw new IllegalStateException(
            "the simulated run stands still: " + loop.fold().questions());
      }
      turn = loop.turn();
    }
    return loop.fold();
  }

  /** Simulated time. */
  public Instant now() {
    return time.now();
  }

  /** Hands entries to people and to whoever reads along. */
  private record Reader(SimulatedPeople people, Consumer<Entry> reader) implements RunLoop.Watch {
    @Override
    public void written(List<Entry> entries) {
      entries.forEach(people::read);
      entries.forEach(reader);
    }

    @Override
    public void trouble(S22Exception trouble) {
      throw trouble;
    }
  }

  /** A lease on a journal that nobody keeps. */
  private static final class Unkept implements Lease, JournalWriter {
    private long seq = 1;

    @Override
    public List<Entry> append(List<Draft> drafts, List<Long> taken) {
      List<Entry> entries = new ArrayList<>(drafts.size());
      for (Draft draft : drafts) {
        entries.add(
            new Entry(NODE, ++seq, draft.at(), draft.by(), draft.event(), NO_HASH, NO_HASH));
      }
      return entries;
    }

    @Override
    public String run() {
      return NODE;
    }

    @Override
    public String node() {
      return NODE;
    }

    @Override
    public long fence() {
      return 1;
    }

    @Override
    public boolean held() {
      return true;
    }

    @Override
    public JournalWriter journal() {
      return this;
    }

    @Override
    public void onWake(Runnable wake) {
      wake.run();
    }
  }
}
