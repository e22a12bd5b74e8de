package io.s22.cli;

import io.s22.cli.show.Drawing;
import io.s22.cli.show.Picture;
import io.s22.forecast.score.ScoreReport;
import io.s22.forecast.score.Scorecard;
import io.s22.forecast.show.ForecastJson;
import io.s22.run.engine.RunFold;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code s22 show}: a run as a timeline, planned above actual. */
@Command(
    name = "show",
    description = {
      "Show a run as a timeline: each stage's box above what really happened.",
      "",
      "With --follow the picture is drawn again until the run has ended; also while another process"
          + " drives it. Below a run that has ended stands how good its forecast was; 's22 score'"
          + " says it of every act and over all runs. With --json it is under 'score'. Below that"
          + " stands whether all data were proven whole, and how long there is left for it."
    },
    footer = {"", "Examples:", "  s22 show", "  s22 show RUN --follow", "  s22 show --json"})
final class ShowCommand implements Callable<Integer> {
  private static final long REDRAW_NANOS = 500_000_000;

  private final Screen screen;

  @Mixin private final Common common = new Common();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RUN",
      description = "The run; the newest where left out.")
  private @Nullable String run;

  @Option(
      names = {"-f", "--follow"},
      description = "Draw it again until the run has ended.")
  private boolean follow;

  ShowCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    try (Workshop workshop = Workshop.open(screen, common);
        Machine machine = new Machine(screen.environment())) {
      var runs = workshop.store().runs();
      String id = run == null && !runs.isEmpty() ? runs.getFirst() : workshop.find(run);
      Picture picture = picture(workshop, machine, id);
      int before = print(workshop, picture, id, 0);
      while (follow && !picture.state().ended()) {
        LockSupport.parkNanos(REDRAW_NANOS);
        picture = picture(workshop, machine, id);
        before = print(workshop, picture, id, before);
      }
      if (!common.json && picture.state().ended()) {
        Scores.of(workshop, id)
            .ifPresent(card -> screen.out().print("The forecast of " + card.summary()));
        Integrities.line(workshop, id).ifPresent(screen.out()::println);
      }
      return RunCommand.exitCode(picture.state());
    }
  }

  private static Picture picture(Workshop workshop, Machine machine, String id) {
    return Pictures.of(RunFold.read(workshop.store(), id, machine::compile), Workshop.now());
  }

  /** Prints it over the {@code before} lines of the last time; returns how many it has now. */
  private int print(Workshop workshop, Picture picture, String id, int before) {
    if (common.json) {
      screen.out().println(json(picture, Scores.of(workshop, id)));
      return 0;
    }
    if (screen.live() && before > 0) {
      screen.out().print("\u001b[" + before + "A\r\u001b[J");
    }
    List<String> lines = Drawing.lines(picture, screen.width(), screen.colours());
    lines.forEach(screen.out()::println);
    screen.out().flush();
    return lines.size();
  }

  private static String json(Picture picture, Optional<Scorecard> card) {
    return card.map(found -> ScoreReport.of(List.of(found)))
        .map(score -> Json.write(picture, "score", ForecastJson.ofRecord(score)))
        .orElseGet(() -> Json.write(picture));
  }
}
