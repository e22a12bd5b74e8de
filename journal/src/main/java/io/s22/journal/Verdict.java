package io.s22.journal;

import io.s22.plan.S22Exception;

/** What {@link JournalVerifier} says of a journal. */
public sealed interface Verdict {
  /**
   * Every entry is as it was written, and none is missing between the first and the last.
   *
   * @param head the last entry's hash: whoever noted it elsewhere can later tell that nothing was
   *     cut off the end
   */
  record Whole(String run, long entries, String head) implements Verdict {}

  /**
   * Something was done to it.
   *
   * @param line of the first bad entry, counted from 1
   * @param kind what was done
   * @param why in one sentence
   */
  record Broken(long line, Kind kind, String why) implements Verdict {}

  /** What can be done to a journal. */
  enum Kind {
    /** An entry is not as it was written. */
    CHANGED,
    /** Entries are missing at the beginning or in the middle. */
    REMOVED,
    /** Entries stand in another order, or twice. */
    REORDERED,
    /** Entries are missing at the end: the expected head is not in it. */
    TRUNCATED,
    /** An entry belongs to another run. */
    FOREIGN,
    /** A line is no entry at all. */
    UNREADABLE,
    /** There are no entries. */
    EMPTY
  }

  /** Returns this when the journal is whole; throws S22-3004 with what is wrong otherwise. */
  default Whole orThrow() {
    return switch (this) {
      case Whole whole -> whole;
      case Broken(long line, Kind kind, String why) ->
          throw new S22Exception(
              "S22-3004",
              "The journal is not whole, line " + line + ": " + why,
              "Trust nothing from that line on; compare with an older export or a back-up of the store.");
    };
  }
}
