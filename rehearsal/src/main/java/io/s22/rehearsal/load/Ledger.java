package io.s22.rehearsal.load;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Every write that was acknowledged, and when. Filled by one writer, read after it ended.
 *
 * @param writer its number, part of every id
 */
final class Ledger {
  private final List<Entry> entries = new ArrayList<>();

  /** An acknowledged write and the instant of its acknowledgement. */
  record Entry(long id, long atNanos) {}

  synchronized void acknowledged(long id, long atNanos) {
    entries.add(new Entry(id, atNanos));
  }

  synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  synchronized LongStream instants() {
    return entries().stream().mapToLong(Entry::atNanos);
  }
}
