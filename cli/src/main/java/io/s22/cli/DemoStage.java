package io.s22.cli;

import io.s22.cli.demo.Demo;
import io.s22.cli.show.Drawing;
import io.s22.run.RunStore;
import io.s22.run.engine.RunFold;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The demo on the person's screen. */
final class DemoStage implements Demo.Stage {
  private final Screen screen;
  private final boolean live;
  private final Machine machine = new Machine(Map.of());

  DemoStage(Screen screen, boolean plain) {
    this.screen = screen;
    this.live = screen.live() && !plain;
  }

  @Override
  public void say(String line) {
    screen.out().println(line);
    screen.out().flush();
  }

  @Override
  public void follow(RunStore store, String run, CountDownLatch until) throws InterruptedException {
    RunReport report;
    if (live) {
      RunFold past = RunFold.read(store, run, machine::compile);
      report = new LiveReport(screen, past, past.seq());
    } else {
      report = new LineReport(screen, false, 0);
    }
    Follower follower = new Follower(store, run, report);
    follower.start(until, failure -> say("following the run failed: " + failure));
    report.follow(until);
    follower.showNew();
  }

  @Override
  public void draw(RunStore store, String run) {
    RunFold fold = RunFold.read(store, run, machine::compile);
    List<String> lines =
        Drawing.lines(Pictures.of(fold, Workshop.now()), screen.width(), screen.colours());
    lines.forEach(this::say);
  }

  @Override
  public void close() {
    machine.close();
  }
}
