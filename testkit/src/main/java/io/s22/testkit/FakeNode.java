package io.s22.testkit;

import io.s22.journal.Entry;
import io.s22.plan.S22Exception;
import io.s22.run.Clock;
import io.s22.run.JournalWriter;
import io.s22.run.Lease;
import io.s22.run.Outlook;
import io.s22.run.engine.CompiledPlan;
import io.s22.run.engine.RunClock;
import io.s22.run.engine.RunFold;
import io.s22.run.engine.RunLoop;
import io.s22.run.simulated.SimulatedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One process of S22 in virtual time, which can be killed at every write of its journal. */
public final class FakeNode {
  private final FakeWorld.Hands hands;
  private final Lease lease;
  private final RunClock clock;
  private final SimulatedTime time;
  private final RunLoop loop;

  /** Killed: thrown out of the middle of a turn. */
  public static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("killed", null, false, false);
    }
  }

  /** When the process dies. */
  public interface Reaper {
    /** Never. */
    Reaper NEVER = before -> false;

    /**
     * Asked around each write.
     *
     * @param before whether nothing is written yet
     */
    boolean kills(boolean before);
  }

  /** What nodes of one run share. */
  public record Rig(
      MemoryRunStore store, SimulatedTime time, FakeWorld world, CompiledPlan plan, String run) {}

  /**
   * Starts a process that takes the run over from whoever had it.
   *
   * @param wall what the process sees as the time of day
   */
  public FakeNode(Rig rig, String name, Clock wall, Outlook outlook, Reaper reaper) {
    hands = rig.world().hands();
    time = rig.time();
    lease = rig.store().take(rig.run(), name);
    RunFold fold = RunFold.read(rig.store(), rig.run(), opened -> rig.plan());
    Instant last = rig.store().head(rig.run()).map(Entry::at).orElse(Instant.MIN);
    clock = new RunClock(wall, () -> Duration.between(Instant.EPOCH, time.now()).toNanos(), last);
    loop =
        new RunLoop(
            fold,
            new RunLoop.Wiring(
                new Mortal(lease, reaper),
                () -> rig.store().inbox(rig.run()),
                hands,
                clock,
                outlook,
                new Blind(),
                () -> {}));
  }

  /** Takes one turn, and returns when, in the world's time, the next is due; null after the end. */
  public @Nullable Instant turn() {
    RunLoop.Turn turn = loop.turn();
    if (turn.ended()) {
      return null;
    }
    if (loop.hasArrivals()) {
      return time.now();
    }
    return turn.wake() == null
        ? Instant.MAX
        : time.now().plus(Duration.between(clock.now(), turn.wake()));
  }

  /** The process dies: what it began goes on without it. */
  public void kill() {
    hands.detach();
  }

  public RunFold fold() {
    return loop.fold();
  }

  /** A lease whose holder may die around every write. */
  private record Mortal(Lease lease, Reaper reaper) implements Lease {
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
      return (drafts, taken) -> {
        if (reaper.kills(true)) {
          throw new Killed();
        }
        List<Entry> written = lease.journal().append(drafts, taken);
        if (reaper.kills(false)) {
          throw new Killed();
        }
        return written;
      };
    }

    @Override
    public void onWake(Runnable wake) {
      lease.onWake(wake);
    }
  }

  /** A node in a test has no screen; a storage that refuses ends the test. */
  private static final class Blind implements RunLoop.Watch {
    @Override
    public void written(List<Entry> entries) {
      // people read the store's journal
    }

    @Override
    public void trouble(S22Exception trouble) {
      throw trouble;
    }
  }
}
