package io.s22.cli;

import io.s22.journal.Command.Kind;
import io.s22.journal.RunState;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands that tell a run to do something have in common. */
abstract class SteerCommand implements Callable<Integer> {
  final Screen screen;

  @Mixin final Common common = new Common();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RUN",
      description = "The run; the newest that has not ended where left out.")
  @Nullable String run;

  @Option(
      names = {"-r", "--reason"},
      paramLabel = "TEXT",
      description = "Why; it goes into the journal.",
      defaultValue = "")
  String reason = "";

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who you are; your user name where left out.")
  @Nullable String by;

  private final Kind kind;

  SteerCommand(Screen screen, Kind kind) {
    this.screen = screen;
    this.kind = kind;
  }

  @Override
  public Integer call() {
    try (Workshop workshop = Workshop.open(screen, common)) {
      String id = workshop.find(run);
      post(workshop, id, null, null);
      return ExitCode.OK;
    }
  }

  final void post(
      Workshop workshop, String id, @Nullable String question, @Nullable String choice) {
    RunState state = workshop.line(id).state();
    if (state.ended()) {
      throw new Refusal(
          ExitCode.USAGE,
          "S22-9102",
          "Run " + id + " has ended: " + state + ".",
          "'s22 runs' lists the runs; 's22 run PLAN' begins a new one.");
    }
    workshop.store().post(id, workshop.command(kind, by, reason, question, choice));
    String told = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    screen.out().println(told + " is in the inbox of " + id);
  }

  /** {@code s22 pause}. */
  @Command(
      name = "pause",
      description = {
        "Stop a run at the next place where the cluster may be left.",
        "",
        "A pause lands only after a step that says 'may-stop-after: yes'; until then the run goes on."
      })
  static final class Pause extends SteerCommand {
    Pause(Screen screen) {
      super(screen, Kind.PAUSE);
    }
  }

  /** {@code s22 abort}. */
  @Command(
      name = "abort",
      description = {
        "End a run at the next place where the cluster may be left, and leave it as it is.",
        "",
        "Where no such place comes, 's22 rollback' undoes what was done."
      })
  static final class Abort extends SteerCommand {
    Abort(Screen screen) {
      super(screen, Kind.ABORT);
    }
  }

  /** {@code s22 rollback}. */
  @Command(name = "rollback", description = "Undo everything a run has done so far, last first.")
  static final class Rollback extends SteerCommand {
    Rollback(Screen screen) {
      super(screen, Kind.ROLL_BACK);
    }
  }
}
