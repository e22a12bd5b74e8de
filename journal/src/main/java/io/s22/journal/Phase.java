package io.s22.journal;

/** What is being done of a step on a host. */
public enum Phase {
  /** Whether it may begin. */
  PRECHECK,
  /** The step itself. */
  ACT,
  /** Whether it worked. */
  VERIFY,
  /** Its rollback. */
  UNDO
}
