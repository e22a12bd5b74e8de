package io.s22.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code s22 runs}: every run this machine knows. */
@Command(
    name = "runs",
    description = {"List the runs, newest first, and how each stands.", ""},
    footer = {"", "Examples:", "  s22 runs", "  s22 runs --json"})
final class RunsCommand implements Callable<Integer> {
  private final Screen screen;

  @Mixin private final Common common = new Common();

  RunsCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    try (Workshop workshop = Workshop.open(screen, common)) {
      List<RunLine> lines = workshop.store().runs().stream().map(workshop::line).toList();
      if (common.json) {
        screen.out().println(Json.write(lines));
      } else if (lines.isEmpty()) {
        screen.out().println("no runs yet; 's22 run PLAN' begins one");
      } else {
        lines.forEach(line -> screen.out().println(line.text()));
      }
    }
    return ExitCode.OK;
  }
}
