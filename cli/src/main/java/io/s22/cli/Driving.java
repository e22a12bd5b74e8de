package io.s22.cli;

import io.s22.journal.Effect;
import io.s22.journal.Entry;
import io.s22.journal.RunState;
import io.s22.plan.S22Exception;
import io.s22.run.GateAsker;
import io.s22.run.RunHost;
import io.s22.run.engine.Runner;
import io.s22.store.JdbcRunHost;
import io.s22.store.RunChoice;
import io.s22.store.Timing;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Drives one run in this process until it has ended. Killed at any instant, the next process goes
 * on where this one was; and where another process has taken the run over, this one only follows
 * it.
 */
final class Driving {
  private final Screen screen;
  private final Workshop workshop;
  private final String run;
  private final RunReport report;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Follower follower;
  private final AtomicReference<@Nullable Throwable> defect = new AtomicReference<>();

  Driving(Screen screen, Workshop workshop, String run, RunReport report) {
    this.screen = screen;
    this.workshop = workshop;
    this.run = run;
    this.report = report;
    this.follower = new Follower(workshop.store(), run, report);
  }

  /** Goes on with the run until it has ended; returns how. */
  RunState toTheEnd(Machine machine, GateAsker gates) throws InterruptedException {
    Runner runner = machine.runner(workshop.local(), workshop.home(), gates, new Watching());
    String tag = Long.toString(ProcessHandle.current().pid(), 36);
    JdbcRunHost embedded =
        new JdbcRunHost(
            workshop.local(),
            Workshop::now,
            tag,
            Timing.USUAL,
            new RunChoice.Only(run),
            this::failed);
    try (RunHost host = machine.mortal(embedded)) {
      Thread farewell = Thread.ofPlatform().unstarted(() -> leave(host));
      Runtime.getRuntime().addShutdownHook(farewell);
      host.start(runner);
      follower.start(ended, this::broke);
      report.follow(ended);
      Runtime.getRuntime().removeShutdownHook(farewell);
    }
    Throwable failure = defect.get();
    if (failure != null) {
      throw new IllegalStateException("the engine stopped", failure);
    }
    return workshop.line(run).state();
  }

  /** Ctrl-C stops S22, not the run. */
  private void leave(RunHost host) {
    host.close();
    screen
        .err()
        .println(
            "\ns22: this process stops; the run does not. What is under way goes on, and 's22 resume "
                + run
                + "' goes on with the rest.");
    screen.flush();
  }

  private void broke(RuntimeException failure) {
    defect.compareAndSet(null, failure);
  }

  private void failed(String id, Throwable failure) {
    if (failure instanceof S22Exception known) {
      report.trouble(known);
    } else if (id.equals(run)) {
      defect.set(failure);
      ended.countDown();
    }
  }

  private final class Watching implements Runner.Observer {
    @Override
    public void written(String id, List<Entry> entries) {
      if (id.equals(run)) {
        follower.look();
      }
    }

    @Override
    public void printed(String id, Effect effect, String line) {
      if (id.equals(run)) {
        report.printed(effect, line);
      }
    }

    @Override
    public void trouble(String id, S22Exception trouble) {
      report.trouble(trouble);
    }
  }
}
