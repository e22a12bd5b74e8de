package io.s22.tell;

/** Where a window stands, as users see it. */
public enum WindowPhase {
  SCHEDULED,
  IN_PROGRESS,
  VERIFYING,
  PAUSED,
  DECIDING,
  ROLLING_BACK,
  COMPLETED,
  PARTLY_COMPLETED,
  ROLLED_BACK,
  CANCELLED,
  STOPPED,
  STUCK;

  /** Whether nothing of it is to come. */
  public boolean over() {
    return compareTo(COMPLETED) >= 0;
  }

  /** As Statuspage writes it: four words for what it knows of maintenance. */
  public String word() {
    return switch (this) {
      case SCHEDULED -> "scheduled";
      case IN_PROGRESS, PAUSED, DECIDING, ROLLING_BACK -> "in_progress";
      case VERIFYING -> "verifying";
      case COMPLETED, PARTLY_COMPLETED, ROLLED_BACK, CANCELLED, STOPPED, STUCK -> "completed";
    };
  }
}
