package io.s22.tell;

/** How far a step or a stage is, as users see it. */
public enum Progress {
  WAITING,
  RUNNING,
  DONE,
  FAILED,
  UNDOING,
  UNDONE,
  SKIPPED;

  /** Whether nothing of it is to come. */
  public boolean over() {
    return switch (this) {
      case WAITING, RUNNING, UNDOING -> false;
      case DONE, FAILED, UNDONE, SKIPPED -> true;
    };
  }
}
