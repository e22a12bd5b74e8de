package io.s22.journal;

/** What an entry may not exceed, whoever wrote it. */
final class Limits {
  /** Bytes of one entry: a whole plan (1 MiB of it at the most) and ample room. */
  static final int MAX_ENTRY_BYTES = 8 << 20;

  /** Objects within objects; the events need five. */
  static final int MAX_DEPTH = 12;

  /** Characters of a number. */
  static final int MAX_NUMBER = 32;

  /** Characters of a member's name; facts are named by drivers. */
  static final int MAX_NAME = 10_000;

  private Limits() {}
}
