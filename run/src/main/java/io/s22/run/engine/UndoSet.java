package io.s22.run.engine;

import io.s22.journal.RunState;
import io.s22.run.RunView.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Touched hosts on their way back, last first, one at a time. */
final class UndoSet {
  /** Steps that never ended first, then the one that ended last; in reverse order of the plan. */
  private static final Comparator<StepState> LAST_FIRST =
      Comparator.<StepState>comparingLong(s -> s.hasEnded() ? s.ended : Long.MAX_VALUE)
          .thenComparingInt(s -> s.unit.index)
          .reversed();

  private static final Comparator<HostState> LAST_TOUCHED_FIRST =
      Comparator.<HostState>comparingLong(h -> h.firstAct)
          .thenComparingInt(h -> h.index)
          .reversed();

  /** The steps whose failure or rollback this set carries out. */
  final List<StepState> scope;

  /** The stage that goes back; null for a step or the run. */
  final @Nullable StageState stage;

  private final List<HostState> hosts = new ArrayList<>();
  private int at;

  UndoSet(List<StepState> scope, @Nullable StageState stage) {
    this.scope = List.copyOf(scope);
    this.stage = stage;
    scope.stream().filter(s -> s.unit.undoable()).sorted(LAST_FIRST).forEach(this::add);
  }

  private void add(StepState step) {
    List<HostState> touched =
        step.hosts.stream().filter(h -> h.touched).sorted(LAST_TOUCHED_FIRST).toList();
    if (!touched.isEmpty()) {
      step.progress = Progress.UNDOING;
    }
    for (HostState host : touched) {
      host.undo = this;
      host.next = null;
      hosts.add(host);
    }
  }

  /** The host that is undone now; null when all are. */
  @Nullable HostState current() {
    return at < hosts.size() ? hosts.get(at) : null;
  }

  /** The current host is undone; returns its step when that was the step's last. */
  @Nullable StepState advance() {
    StepState step = hosts.get(at).step;
    at++;
    HostState next = current();
    return next != null && next.step == step ? null : step;
  }

  /** The states in which an undo of a step or a stage goes on. */
  static boolean goesOnIn(RunState state) {
    return state == RunState.RUNNING || state == RunState.PAUSING || state == RunState.ASKING;
  }
}
