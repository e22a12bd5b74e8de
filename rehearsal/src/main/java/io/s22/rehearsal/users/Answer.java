package io.s22.rehearsal.users;

/** What a user got. */
public enum Answer {
  /** The right answer. */
  RIGHT,
  /** A refusal as announced: with its message, and when to come back. */
  ANNOUNCED,
  /** Anything else. */
  WRONG
}
