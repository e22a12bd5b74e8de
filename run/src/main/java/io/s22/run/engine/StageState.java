package io.s22.run.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far a stage is. Instants are milliseconds of the epoch. */
final class StageState {
  final StageUnit unit;
  final List<StepState> steps = new ArrayList<>();

  /** The run's effects whose end people have told and the journal does not know yet. */
  final Set<HostState> verdicts;

  /** How many of the stages it waits for have not ended. */
  int waiting;

  /** The latest end of those that have. */
  long readyAt;

  /** Steps that have not ended. */
  int left;

  boolean open;
  boolean ended;
  boolean skipped;

  /** Why it is being undone; null while it is not. */
  @Nullable String backBecause;

  @Nullable GateRow gates;

  StageState(StageUnit unit, Set<HostState> verdicts) {
    this.verdicts = verdicts;
    this.unit = unit;
    this.waiting = unit.after.size();
  }
}
