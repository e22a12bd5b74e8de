package io.s22.settle;

import io.s22.journal.Entry;

/**
 * Where a figure comes from: an entry of the run's journal, or a line of a file that was given.
 *
 * @param source {@code journal}, or the file's name
 * @param number the entry's number in the journal, or the line's in the file, from 1
 * @param hash the entry's hash, or the SHA-256 of the whole file; hex
 */
public record Evidence(String source, long number, String hash) {
  /** The source of what the journal says. */
  public static final String JOURNAL = "journal";

  /** An entry of the journal. */
  public static Evidence of(Entry entry) {
    return new Evidence(JOURNAL, entry.seq(), entry.hash());
  }

  /** For people: {@code #412 3fa9c1d2} or {@code outages.csv:17}. */
  @Override
  public String toString() {
    return source.equals(JOURNAL)
        ? "#" + number + " " + hash.substring(0, Math.min(8, hash.length()))
        : source + ":" + number;
  }
}
