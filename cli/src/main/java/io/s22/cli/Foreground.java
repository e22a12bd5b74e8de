package io.s22.cli;

import io.s22.cli.show.Drawing;
import io.s22.journal.Entry;
import io.s22.journal.RunState;
import io.s22.run.engine.RunFold;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A run driven by this process, before the person's eyes. */
final class Foreground {
  private final Screen screen;
  private final Workshop workshop;
  private final Machine machine;

  Foreground(Screen screen, Workshop workshop, Machine machine) {
    this.screen = screen;
    this.workshop = workshop;
    this.machine = machine;
  }

  /** Drives the run to its end and returns the exit code. */
  int drive(String run, boolean json, boolean plain) throws InterruptedException {
    boolean live = screen.live() && !json && !plain;
    RunReport report = live ? liveReport(run) : lineReport(run, json);
    RunState state = toTheEnd(run, report);
    if (!json && !live) {
      Drawing.lines(Pictures.of(fold(run), Workshop.now()), screen.width(), screen.colours())
          .forEach(screen.out()::println);
    }
    return RunCommand.exitCode(state);
  }

  /** This process drives the run; but a server's run it only follows. */
  private RunState toTheEnd(String run, RunReport report) throws InterruptedException {
    if (workshop.server() == null) {
      return new Driving(screen, workshop, run, report).toTheEnd(machine, machine.gates());
    }
    CountDownLatch ended = new CountDownLatch(1);
    AtomicReference<@Nullable RuntimeException> broken = new AtomicReference<>();
    new Follower(workshop.store(), run, report).start(ended, broken::set);
    report.follow(ended);
    RuntimeException failure = broken.get();
    if (failure != null) {
      throw failure;
    }
    return workshop.line(run).state();
  }

  /** What another process has shown already is not shown again. */
  private LineReport lineReport(String run, boolean json) {
    long written = workshop.store().head(run).map(Entry::seq).orElse(0L);
    if (written <= 1) {
      return new LineReport(screen, json, 0);
    }
    screen
        .err()
        .println(
            "s22: goes on after entry " + written + "; 's22 journal export " + run + "' has all");
    return new LineReport(screen, json, written);
  }

  private LiveReport liveReport(String run) {
    RunFold past = fold(run);
    return new LiveReport(screen, past, past.seq());
  }

  private RunFold fold(String run) {
    return RunFold.read(workshop.store(), run, machine::compile);
  }
}
