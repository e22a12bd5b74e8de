package io.s22.store;

/** Which runs of a store a host drives. */
public sealed interface RunChoice {
  /** Every run, as a server does. */
  record All() implements RunChoice {}

  /** One run, as the command does that was started for it. */
  record Only(String run) implements RunChoice {}

  /**
   * What a row of {@code scheduled_tasks} must meet, in SQL; begins with AND unless it is empty.
   */
  default String condition() {
    return switch (this) {
      case All() -> "";
      case Only(String run) -> " and task_instance = '" + run.replace("'", "''") + "'";
    };
  }
}
