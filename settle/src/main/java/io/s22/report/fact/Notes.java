package io.s22.report.fact;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import java.util.ArrayList;
import java.util.List;

/** What was noted in a run, by subject. */
public final class Notes implements Facts.Part {
  private static final int MOST = 5_000;

  private final List<Entry> notes = new ArrayList<>();
  private long count;

  @Override
  public void accept(Entry entry) {
    if (entry.event() instanceof Event.Noted) {
      count++;
      if (notes.size() < MOST) {
        notes.add(entry);
      }
    }
  }

  /** The notes on {@code subject}, in order. */
  public List<Entry> on(String subject) {
    return notes.stream().filter(e -> note(e).subject().equals(subject)).toList();
  }

  /** All notes in order; the first five thousand. */
  public List<Entry> all() {
    return List.copyOf(notes);
  }

  public long count() {
    return count;
  }

  /** The note in an entry of {@link #all}. */
  public static Event.Noted note(Entry entry) {
    return Facts.as(entry, Event.Noted.class);
  }
}
