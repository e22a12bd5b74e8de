package io.s22.cli;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.Finding;
import io.s22.journal.Outcome;
import java.time.Duration;
import java.util.Locale;

/** One entry of a journal as a line a person reads. */
final class EntryText {
  private static final int LONGEST = 160;

  private EntryText() {}

  static String of(Entry entry) {
    return "%5d  %s  %-8s %s"
        .formatted(entry.seq(), entry.at(), author(entry.by()), of(entry.event()));
  }

  /** A person by name; a node, whose long name the entry that took over tells, as s22. */
  private static String author(String by) {
    return by.indexOf('~') >= 0 ? "s22" : by;
  }

  private static String of(Event event) {
    return switch (event) {
      case Event.RunOpened e ->
          "opened: plan %s, window %s to %s%s"
              .formatted(
                  e.planName(),
                  e.opens(),
                  e.closes(),
                  e.outside() == null ? "" : ", outside the announced windows: " + e.outside());
      case Event.TakenOver e -> "driven by " + e.node() + " (fence " + e.fence() + ")";
      case Event.Moved e -> word(e.from()) + " -> " + word(e.to()) + ": " + e.because();
      case Event.Intent e -> "begins " + e.effect();
      case Event.Ended e -> e.effect() + " " + of(e.outcome());
      case Event.Probed e -> "found out about " + e.effect() + ": " + of(e.finding());
      case Event.GateAnswered e ->
          "gate %d of %s: %s, %s"
              .formatted(e.gate() + 1, e.subject(), word(e.answer()), e.detail());
      case Event.Asked e -> "asks %s (%s): %s".formatted(e.role(), e.question(), e.text());
      case Event.Decided e ->
          "decided %s: %s%s %s"
              .formatted(
                  e.question(), e.choice(), e.byDefault() ? " (by default)" : "", e.reason());
      case Event.Extended e -> "the window closes at " + e.closes() + " now; " + e.reason();
      case Event.Commanded e -> "told to " + word(e.kind()) + " " + e.reason();
      case Event.Expected e ->
          "expects to finish %s (P90 %s), overrun %.1f %%, turn back until %s"
              .formatted(e.p50Finish(), e.p90Finish(), e.overrun() * 100, e.pointOfNoReturn());
      case Event.Skipped e -> "skips " + e.step() + ": " + e.because();
      case Event.Measured e ->
          "%s: %d requests, %d failed, p99 %.0f ms, longest gap %.0f ms"
              .formatted(
                  e.service(), e.requests(), e.failed(), e.p99Millis(), e.longestGapMillis());
      case Event.Interrupted e ->
          "%s: interrupted for %d ms from %s%s"
              .formatted(
                  e.service(),
                  Duration.between(e.from(), e.to()).toMillis(),
                  e.from(),
                  e.user() == null ? "" : ", user " + e.user());
      case Event.Closed e ->
          "%s: closed as announced for %d s from %s%s"
              .formatted(
                  e.service(),
                  Duration.between(e.from(), e.to()).toSeconds(),
                  e.from(),
                  e.user() == null ? "" : ", user " + e.user());
      case Event.Noted e -> e.subject() + ": " + e.text() + " " + e.facts();
    };
  }

  private static String of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done(String detail) -> "done" + tail(detail);
      case Outcome.Refused(String reason) -> "refused" + tail(reason);
      case Outcome.Failed(String reason) -> "failed" + tail(reason);
      case Outcome.Unknown(String reason) -> "unknown" + tail(reason);
    };
  }

  private static String of(Finding finding) {
    return switch (finding) {
      case Finding.NotStarted() -> "it never began";
      case Finding.Running() -> "it is under way";
      case Finding.Ended(Outcome outcome) -> "it ended: " + of(outcome);
      case Finding.CannotTell(String reason) -> "cannot tell" + tail(reason);
    };
  }

  private static String tail(String text) {
    String line = text.strip().replaceAll("\\s*\\R\\s*", " / ");
    String cut = line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    return cut.isEmpty() ? "" : ": " + cut;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
