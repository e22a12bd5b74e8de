package io.s22.run.engine;

import io.s22.run.RunView.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a step is. Instants are milliseconds of the epoch. */
final class StepState {
  static final long NEVER = -1;

  /** First come, first served; at the same instant in the order of the plan. */
  static final Comparator<StepState> BY_REQUEST =
      Comparator.<StepState>comparingLong(s -> s.readyAt).thenComparingInt(s -> s.unit.index);

  final StepUnit unit;
  final StageState stage;
  Progress progress = Progress.WAITING;

  /** How many of the steps it waits for have not ended. */
  int waiting;

  /** When everything it waited for had happened; later, when its gates were through. */
  long readyAt;

  @Nullable GateRow gates;

  /** Made when its first batch is formed. */
  final List<HostState> hosts = new ArrayList<>();

  int batch;

  /** Hosts of the batch that are not done. */
  int batchLeft;

  /** Hosts whose task has begun and not ended. */
  int active;

  /** Whether a host of it has failed for good. */
  boolean failing;

  /** Whether what follows from its failure has been decided. */
  boolean settled;

  /** Why it failed, in a sentence. */
  String failure = "";

  boolean holdsCrew;
  long started = NEVER;
  long ended = NEVER;

  StepState(StepUnit unit, StageState stage) {
    this.unit = unit;
    this.stage = stage;
    this.waiting = unit.after.size();
  }

  boolean hasEnded() {
    return ended != NEVER;
  }

  /** Whether an effect of it has begun and it has neither ended nor failed for good. */
  boolean underWay() {
    return started != NEVER && !hasEnded() && !settled;
  }

  void makeHosts() {
    if (!hosts.isEmpty()) {
      return;
    }
    for (int i = 0; i < unit.hosts.size(); i++) {
      hosts.add(new HostState(this, i));
    }
  }

  boolean touched() {
    for (HostState host : hosts) {
      if (host.touched) {
        return true;
      }
    }
    return false;
  }
}
