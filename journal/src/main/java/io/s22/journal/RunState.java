package io.s22.journal;

/** Where a run stands; the transitions are a table in {@code io.s22.run}. */
public enum RunState {
  /** Opened; its window has not begun. */
  WAITING,
  /** Carrying out the plan. */
  RUNNING,
  /** Asked to pause; goes on to the next place where the cluster may be left. */
  PAUSING,
  /** Standing at such a place. */
  PAUSED,
  /** Waiting for a person: a decision without which nothing can go on. */
  ASKING,
  /** Undoing what was done, last first. */
  ROLLING_BACK,
  /** Ended: everything was done. */
  DONE,
  /** Ended: some steps or stages were undone or skipped, the others done. */
  PARTLY_DONE,
  /** Ended: everything was undone. */
  ROLLED_BACK,
  /** Ended by a person, left as it was. */
  ABORTED,
  /** Ended: a rollback failed; a person must mend the cluster. */
  STUCK;

  /** Whether nothing follows. */
  public boolean ended() {
    return switch (this) {
      case WAITING, RUNNING, PAUSING, PAUSED, ASKING, ROLLING_BACK -> false;
      case DONE, PARTLY_DONE, ROLLED_BACK, ABORTED, STUCK -> true;
    };
  }
}
