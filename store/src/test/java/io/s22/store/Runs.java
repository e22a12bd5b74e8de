package io.s22.store;

import io.s22.journal.Command;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.JournalVerifier;
import io.s22.journal.Verdict;
import io.s22.run.JournalWriter.Draft;
import io.s22.run.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Small things to write, and quick timing. */
final class Runs {
  static final Instant START = Instant.parse("2024-03-15T16:00:00Z");
  static final Timing QUICK = new Timing(Duration.ofMillis(100), Duration.ofMillis(10));

  private Runs() {}

  static Event.RunOpened opened() {
    return new Event.RunOpened(
        "p", "plan: p", "0".repeat(64), START, START.plusSeconds(60), Map.of(), List.of(), "0.1.0");
  }

  static List<Draft> note(String by, String text) {
    return List.of(new Draft(START, by, new Event.Noted("test", text, Map.of())));
  }

  static List<Draft> takenOver(Lease lease, String by) {
    return List.of(new Draft(START, by, new Event.TakenOver(lease.node(), lease.fence())));
  }

  static Command pause(String reason) {
    return new Command(Command.Kind.PAUSE, "ann", reason, null, null, START);
  }

  static List<Entry> entries(JdbcRunStore store, String run) {
    List<Entry> entries = new ArrayList<>();
    store.read(run, 1, entries::add);
    return entries;
  }

  static Verdict verdict(JdbcRunStore store, String run) {
    JournalVerifier verifier = new JournalVerifier();
    store.readLines(run, 1, verifier::accept);
    return verifier.verdict();
  }
}
