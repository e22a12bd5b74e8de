package io.s22.driver.command;

import io.s22.driver.common.Errors;
import io.s22.driver.common.Keys;
import io.s22.driver.common.Params;
import io.s22.driver.common.Redaction;
import io.s22.journal.Finding;
import io.s22.journal.Outcome;
import io.s22.plan.S22Exception;
import io.s22.plan.check.DriverSpec;
import io.s22.run.Prediction;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The life of a command as an effect: begun once, followed, found again, predicted. */
public final class Effects {
  /** How long the check of a dry run may take. */
  private static final Duration CHECK_LIMIT = Duration.ofSeconds(60);

  private final Program program = new Program();
  private final DriverSpec spec;

  public Effects(DriverSpec spec) {
    this.spec = spec;
  }

  /** The parameters of every driver of commands, and {@code more} of one. */
  public static List<DriverSpec.Param> params(DriverSpec.Param... more) {
    return CommandReader.paramsWith(more);
  }

  /** Carries the command out on {@code machine}, or attaches to it. */
  public Outcome perform(Task task, Surroundings surroundings, Machine machine)
      throws InterruptedException {
    Redaction redaction = new Redaction(surroundings.secrets());
    Command command;
    try {
      command = reader(task, redaction).read();
    } catch (S22Exception e) {
      return unreadable(e, task, surroundings, machine, redaction);
    }
    try {
      Program.Place place = place(task, machine);
      OutputFeed feed = new OutputFeed(surroundings, redaction);
      Report report =
          new Contact(machine, surroundings.clock())
              .follow(Program.mark(place), program.perform(place, command), feed);
      feed.finish();
      return Verdicts.outcome(report, command, feed.tail(), machine, redaction);
    } catch (S22Exception e) {
      return Errors.failed(e, redaction);
    }
  }

  /**
   * A command that cannot be read has failed, unless it was read and begun before: after a restart
   * of S22 a secret may be gone that was there.
   */
  private Outcome unreadable(
      S22Exception e, Task task, Surroundings surroundings, Machine machine, Redaction redaction)
      throws InterruptedException {
    return switch (probe(task, surroundings, machine)) {
      case Finding.Ended ended -> ended.outcome();
      case Finding.NotStarted n -> Errors.failed(e, redaction);
      case Finding.Running r ->
          new Outcome.Unknown(redaction.clean(Errors.line(e)) + " The command is under way.");
      case Finding.CannotTell c ->
          mayHaveBegun(machine.notes(), task)
              ? new Outcome.Unknown(redaction.clean(Errors.line(e)))
              : Errors.failed(e, redaction);
    };
  }

  /** Whether a command of this S22 may have begun on a machine with these notes. */
  public static boolean mayHaveBegun(Optional<Path> notes, Task task) {
    String id = Keys.fileName(task.key());
    return new Note(notes, Program.mark(new Program.Place("", id))).mayHaveBegun();
  }

  /** Finds out what became of the command. */
  public Finding probe(Task task, Surroundings surroundings, Machine machine)
      throws InterruptedException {
    Redaction redaction = new Redaction(surroundings.secrets());
    try {
      Command command = readable(task, redaction);
      Program.Place place = place(task, machine);
      OutputFeed feed = new OutputFeed(quiet(surroundings), redaction);
      Report report =
          new Contact(machine, surroundings.clock())
              .ask(Program.mark(place), program.probe(place), feed);
      feed.finish();
      // Output may hold a secret; without the secret's value it cannot be removed.
      String tail = command == null ? "" : feed.tail();
      return Verdicts.finding(report, command, tail, machine, redaction);
    } catch (S22Exception e) {
      return new Finding.CannotTell(redaction.clean(Errors.line(e)));
    }
  }

  /** Asks the task's {@code check}, where it has one. */
  public Prediction predict(Task task, Surroundings surroundings, Machine machine)
      throws InterruptedException {
    Redaction redaction = new Redaction(surroundings.secrets());
    try {
      CommandReader reader = reader(task, redaction);
      reader.read();
      Command check = reader.readCheck(CHECK_LIMIT);
      if (check == null) {
        return new Prediction.CannotPredict("a command without 'check' tells nothing beforehand");
      }
      Checked checked = check(task, check, surroundings, machine, redaction);
      return switch (checked.code()) {
        case 0 -> new Prediction.NoChange(checked.said());
        case 1 -> new Prediction.WouldChange(checked.said());
        default -> new Prediction.CannotPredict(checked.said());
      };
    } catch (S22Exception e) {
      return new Prediction.CannotPredict(redaction.clean(Errors.line(e)));
    }
  }

  /**
   * What a command said that leaves no trace.
   *
   * @param code its exit code; -1 when it has none
   * @param said its exit code and its output's end, or why there is no exit code
   * @param output its output's end alone
   */
  public record Checked(int code, String said, String output) {
    Checked(int code, String said) {
      this(code, said, "");
    }
  }

  /** Runs {@code task}'s command without a trace, for at most its timeout. */
  public Checked check(Task task, Surroundings surroundings, Machine machine)
      throws InterruptedException {
    Redaction redaction = new Redaction(surroundings.secrets());
    try {
      return check(task, reader(task, redaction).read(), surroundings, machine, redaction);
    } catch (S22Exception e) {
      return new Checked(-1, redaction.clean(Errors.line(e)));
    }
  }

  private Checked check(
      Task task, Command command, Surroundings surroundings, Machine machine, Redaction redaction)
      throws InterruptedException {
    Program.Place place = place(task, machine);
    OutputFeed feed = new OutputFeed(quiet(surroundings), redaction);
    Report report =
        new Contact(machine, surroundings.clock())
            .ask(Program.mark(place), program.check(place, command), feed);
    feed.finish();
    return switch (report) {
      case Report.Ended(int code) ->
          new Checked(code, Verdicts.said(feed.tail(), code), feed.tail());
      case Report.TimedOut t -> new Checked(-1, "it did not end in time");
      case Report.Refused(String why) -> new Checked(-1, redaction.clean(why));
      case Report.Cut(boolean heard, String said) ->
          new Checked(-1, redaction.clean("no answer from " + machine.name() + ": " + said));
      case Report.Lost(String why) -> new Checked(-1, why);
      case Report.NotBegun n -> new Checked(-1, "it did not begin");
      case Report.NeverEntered n -> new Checked(-1, "it did not begin");
      case Report.Running r -> new Checked(-1, "it did not end");
    };
  }

  private CommandReader reader(Task task, Redaction redaction) {
    return new CommandReader(task, Params.of(task, spec), redaction);
  }

  private @Nullable Command readable(Task task, Redaction redaction) {
    try {
      return reader(task, redaction).read();
    } catch (S22Exception e) {
      return null;
    }
  }

  private static Program.Place place(Task task, Machine machine) {
    return new Program.Place(machine.effects(), Keys.fileName(task.key()));
  }

  private static Surroundings quiet(Surroundings s) {
    return new Surroundings(s.clock(), s.secrets(), line -> {}, s.home(), s.hosts());
  }
}
