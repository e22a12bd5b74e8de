package io.s22.cli;

import io.s22.journal.Command.Kind;
import io.s22.journal.RunState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code s22 resume}: goes on with a run. */
@Command(
    name = "resume",
    description = {
      "Go on with a run: one that was paused, or one whose S22 was stopped or killed.",
      "",
      "This process drives it to its end. Outside its window a run asks for a fresh approval first."
    },
    footer = {"", "Examples:", "  s22 resume", "  s22 resume RUN --reason 'disk replaced'"})
final class ResumeCommand extends SteerCommand {
  @Option(names = "--plain", description = "Lines instead of a live picture.")
  private boolean plain;

  ResumeCommand(Screen screen) {
    super(screen, Kind.RESUME);
  }

  @Override
  public Integer call() {
    try (Workshop workshop = Workshop.open(screen, common);
        Machine machine = new Machine(screen.environment())) {
      String id = workshop.find(run);
      RunState state = workshop.line(id).state();
      if (state == RunState.PAUSED || state == RunState.PAUSING) {
        post(workshop, id, null, null);
      }
      return new Foreground(screen, workshop, machine).drive(id, common.json, plain);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return ExitCode.WAITING;
    }
  }
}
