package io.s22.run.engine;

import io.s22.journal.Effect;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.plan.S22Exception;
import io.s22.run.Clock;
import io.s22.run.Driver;
import io.s22.run.GateAsker;
import io.s22.run.Lease;
import io.s22.run.Outlook;
import io.s22.run.RunHost;
import io.s22.run.RunStore;
import io.s22.run.Secrets;
import io.s22.run.Surroundings;
import io.s22.run.simulated.DeclaredBehaviour;
import io.s22.run.simulated.SimulatedDriver;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Drives runs for real: reads the journal, attaches to what is under way, goes on. */
public final class Runner implements RunHost.RunBody {
  /** A run that has nothing to do for longer than this is given back to the host. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A run that only waits for people is looked at again after this at the latest. */
  private static final Duration LONGEST_REST = Duration.ofDays(1);

  private final Parts parts;

  /**
   * What the runner works with.
   *
   * @param plans the compiled plan of a run, from what opened it
   * @param drivers by name
   * @param outlooks what is expected of runs of a plan
   * @param secrets the secrets of a plan
   * @param home a folder of S22's own, which outlives the process
   */
  public record Parts(
      RunStore store,
      Function<Event.RunOpened, CompiledPlan> plans,
      Map<String, Driver> drivers,
      GateAsker gates,
      Function<CompiledPlan, Outlook> outlooks,
      Function<CompiledPlan, Secrets> secrets,
      Clock clock,
      Path home,
      Observer observer) {
    public Parts {
      drivers = Map.copyOf(drivers);
    }
  }

  /** Sees what happens in runs, for screens and pages; called from several threads. */
  public interface Observer {
    /** Sees nothing. */
    Observer NONE =
        new Observer() {
          @Override
          public void written(String run, List<Entry> entries) {}

          @Override
          public void printed(String run, Effect effect, String line) {}

          @Override
          public void trouble(String run, S22Exception trouble) {}
        };

    /** These entries are in the journal. */
    void written(String run, List<Entry> entries);

    /** An effect printed a line; secrets are already removed. */
    void printed(String run, Effect effect, String line);

    /** The storage refused; the run waits and tries again. */
    void trouble(String run, S22Exception trouble);
  }

  public Runner(Parts parts) {
    this.parts = parts;
  }

  @Override
  public RunHost.Next drive(Lease lease) throws InterruptedException {
    RunFold fold = RunFold.read(parts.store(), lease.run(), parts.plans());
    if (fold.state().ended() && parts.store().inbox(lease.run()).isEmpty()) {
      return new RunHost.Next.Ended();
    }
    RunClock clock =
        new RunClock(parts.clock(), System::nanoTime, Instant.ofEpochMilli(fold.lastAt));
    Bell bell = new Bell();
    ThreadedEffects effects = effects(fold, clock);
    try {
      lease.onWake(bell::ring);
      RunLoop loop =
          new RunLoop(
              fold,
              new RunLoop.Wiring(
                  lease,
                  () -> parts.store().inbox(lease.run()),
                  effects,
                  clock,
                  parts.outlooks().apply(fold.compiled),
                  watch(lease.run()),
                  bell::ring));
      return go(loop, clock, bell);
    } finally {
      effects.detach();
    }
  }

  private static RunHost.Next go(RunLoop loop, RunClock clock, Bell bell)
      throws InterruptedException {
    while (true) {
      if (Thread.interrupted()) {
        throw new InterruptedException("the host closes");
      }
      RunLoop.Turn turn = loop.turn();
      if (turn.ended()) {
        return new RunHost.Next.Ended();
      }
      Instant now = clock.now();
      Instant wake = turn.wake() == null ? now.plus(LONGEST_REST) : turn.wake();
      Duration rest = clock.waiting(Duration.between(now, wake));
      if (!turn.busy() && rest.compareTo(PATIENCE) > 0) {
        return new RunHost.Next.WakeAt(wake.minus(clock.behind()));
      }
      bell.await(rest);
    }
  }

  private ThreadedEffects effects(RunFold fold, Clock clock) {
    Surroundings surroundings =
        new Surroundings(
            clock,
            parts.secrets().apply(fold.compiled),
            line -> {},
            parts.home(),
            fold.plan().cluster().hosts());
    Driver simulated =
        new SimulatedDriver(
            new DeclaredBehaviour(fold.compiled, fold.run().hashCode()), duration -> duration);
    return new ThreadedEffects(
        name -> driver(fold, name, simulated),
        parts.gates(),
        surroundings,
        (effect, line) -> parts.observer().printed(fold.run(), effect, line),
        ThreadedEffects.GRACE);
  }

  private @Nullable Driver driver(RunFold fold, String name, Driver simulated) {
    boolean bound = fold.simulated.contains("*") || fold.simulated.contains(name);
    return bound || name.equals(SimulatedDriver.NAME) ? simulated : parts.drivers().get(name);
  }

  private RunLoop.Watch watch(String run) {
    return new RunLoop.Watch() {
      @Override
      public void written(List<Entry> entries) {
        parts.observer().written(run, entries);
      }

      @Override
      public void trouble(S22Exception trouble) {
        parts.observer().trouble(run, trouble);
      }
    };
  }
}
