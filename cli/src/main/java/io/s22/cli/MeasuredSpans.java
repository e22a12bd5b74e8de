package io.s22.cli;

import io.s22.journal.Event;
import io.s22.rehearsal.users.Tally;
import io.s22.run.JournalWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Writes what a rehearsal's users got into its journal. */
final class MeasuredSpans {
  private static final String BY = "users";

  private MeasuredSpans() {}

  static void write(List<Tally.Cut> cuts, Instant now, JournalWriter writer) {
    List<Event> events = new ArrayList<>();
    for (Tally.Cut cut : cuts) {
      events.add(cut.measured());
      events.addAll(cut.lapses());
    }
    append(events, now, writer);
  }

  /** What is interrupted or closed to the end ends with the measuring. */
  static void writeLast(Collection<Tally> tallies, Instant now, long nanos, JournalWriter writer) {
    List<Event> events = new ArrayList<>();
    tallies.forEach(tally -> events.addAll(tally.last(now, nanos).lapses()));
    append(events, now, writer);
  }

  private static void append(List<Event> events, Instant now, JournalWriter writer) {
    if (!events.isEmpty()) {
      writer.append(
          events.stream().map(event -> new JournalWriter.Draft(now, BY, event)).toList(),
          List.of());
    }
  }
}
