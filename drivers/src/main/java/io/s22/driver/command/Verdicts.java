package io.s22.driver.command;

import io.s22.driver.common.Redaction;
import io.s22.journal.Finding;
import io.s22.journal.Outcome;
import io.s22.plan.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a report means for the journal. */
final class Verdicts {
  private static final String NOT_BEGUN = "S22-5010: The command could not be begun, and was not: ";
  private static final String LOST = "S22-5011: It is not known how the command ended: ";

  private Verdicts() {}

  /** The outcome of a command that was performed. */
  static Outcome outcome(
      Report report, Command command, String tail, Machine machine, Redaction redaction) {
    return switch (report) {
      case Report.Ended(int code) when code == 0 -> new Outcome.Done(tail);
      case Report.Ended(int code) -> new Outcome.Failed(said(tail, code));
      case Report.TimedOut t -> new Outcome.Failed(timedOut(command.timeout(), tail));
      case Report.NeverEntered n -> new Outcome.Failed(NOT_BEGUN + "its process was stopped.");
      case Report.Refused(String why) -> new Outcome.Failed(NOT_BEGUN + redaction.clean(why));
      case Report.NotBegun n -> new Outcome.Failed(NOT_BEGUN + "no process was started.");
      case Report.Lost(String why) -> new Outcome.Unknown(LOST + why + with(tail));
      case Report.Running r -> new Outcome.Unknown(LOST + "it still runs.");
      case Report.Cut(boolean heard, String said) -> cut(heard, said, tail, machine, redaction);
    };
  }

  private static Outcome cut(
      boolean heard, String said, String tail, Machine machine, Redaction redaction) {
    String what = machine.name() + " cannot be reached: " + redaction.clean(said);
    return heard
        ? new Outcome.Unknown("S22-5012: " + what + "; the command may be running." + with(tail))
        : new Outcome.Failed("S22-5023: " + what + "; the command was not begun.");
  }

  /** The finding of a probe. */
  static Finding finding(
      Report report, @Nullable Command command, String tail, Machine machine, Redaction redaction) {
    return switch (report) {
      case Report.NotBegun n -> new Finding.NotStarted();
      case Report.Running r -> new Finding.Running();
      case Report.Ended(int code) when code == 0 -> new Finding.Ended(new Outcome.Done(tail));
      case Report.Ended(int code) -> new Finding.Ended(new Outcome.Failed(said(tail, code)));
      case Report.TimedOut t ->
          new Finding.Ended(
              new Outcome.Failed(timedOut(command == null ? null : command.timeout(), tail)));
      case Report.NeverEntered n ->
          new Finding.Ended(new Outcome.Failed(NOT_BEGUN + "its process was stopped."));
      case Report.Lost(String why) -> new Finding.CannotTell(LOST + why + with(tail));
      case Report.Refused(String why) -> new Finding.CannotTell(redaction.clean(why));
      case Report.Cut(boolean heard, String said) ->
          new Finding.CannotTell(
              "S22-5012: " + machine.name() + " cannot be asked: " + redaction.clean(said));
    };
  }

  /** An exit code and the output before it, for the operator. */
  static String said(String tail, int code) {
    String how = code > 128 && code <= 192 ? " (signal " + (code - 128) + ")" : "";
    return "exit code " + code + how + with(tail);
  }

  private static String timedOut(@Nullable Duration timeout, String tail) {
    String after = timeout == null ? "" : " after " + Durations.format(timeout);
    return "stopped at its timeout" + after + with(tail);
  }

  private static String with(String tail) {
    return tail.isEmpty() ? "" : ": " + tail;
  }
}
