package io.s22.cli;

import io.s22.cli.demo.Demo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code s22 demo}: S22 at work, in about two minutes. */
@Command(
    name = "demo",
    description = {
      "See S22 work: the reference plan is carried out on a small real cluster of this machine,"
          + " under users.",
      "",
      "First S22 is killed with SIGKILL in the middle of a small run, and goes on. Then databases,"
          + " caches, nodes of services and a gateway are started as real processes, and four hours"
          + " of maintenance pass over them in about two minutes, while users ask all the time."
          + " What one machine cannot have is simulated, and the screen says so for each step. At"
          + " the end: what was promised and what users got, and what must hold.",
      "",
      "Nothing is left running, and no file but the journal and the health"
          + " report. Exit code 0 only if every proof held."
    },
    footer = {
      "",
      "Examples:",
      "  s22 demo",
      "  s22 demo --break database-primary",
      "  s22 demo --plain"
    })
final class DemoCommand implements Callable<Integer> {
  /** Four hours in eighty seconds: with everything around it the demo stays under four minutes. */
  private static final double SCALE = 180;

  private final Screen screen;

  @Mixin private final Common common = new Common();

  @Mixin private final RehearsalOptions how = new RehearsalOptions();

  DemoCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws Exception {
    Path plans = Path.of(System.getProperty("s22.home", ".")).resolve("plans");
    Plans.Sound sound = Plans.read(screen, plans.resolve("s22.yaml"));
    Double factor = how.factor();
    Rehearsal.Options options =
        new Rehearsal.Options(
            factor == null ? Double.valueOf(SCALE) : factor,
            how.broken(sound),
            how.fault(),
            RehearseCommand.usual(screen, common, sound));
    Screen words = words();
    boolean first = firstAct(words, plans.resolve("demo.yaml"));
    words.out().println();
    words.out().println("-- Second act: the reference plan on a small cluster, under users --");
    words.flush();
    RehearsalView view = RehearsalView.of(screen, sound.plan(), common.json, how.plain);
    Rehearsed rehearsed = Rehearsed.of(screen, sound, options, view);
    if (!first) {
      words.out().println("NOT SO: what the first act was to prove.");
    }
    return first && rehearsed.account().holds() ? ExitCode.OK : ExitCode.NO;
  }

  /** With {@code --json} nothing but JSON is printed as a result: words go beside it. */
  private Screen words() {
    return common.json
        ? new Screen(screen.err(), screen.err(), screen.environment(), false)
        : screen;
  }

  private boolean firstAct(Screen words, Path plan) throws IOException, InterruptedException {
    Plans.mustBeThere(plan);
    try (Demo demo = new Demo(new DemoStage(words, how.plain), plan)) {
      return demo.play();
    }
  }
}
