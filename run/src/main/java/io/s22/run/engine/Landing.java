package io.s22.run.engine;

import io.s22.journal.RunState;
import java.util.ArrayDeque;
import java.util.Deque;

/** Where a pause or an abort may land (docs/semantics.md, 18). */
final class Landing {
  private Landing() {}

  /** Whether nothing is under way. */
  static boolean quiet(RunFold run) {
    return run.inFlight.isEmpty()
        && run.undoing.isEmpty()
        && run.steps.stream().noneMatch(step -> step.underWay() || run.people.asks(step));
  }

  /** Whether the cluster may be left as it is, given that nothing is under way. */
  static boolean mayBeLeft(RunFold run) {
    boolean[] followed = new boolean[run.steps.size()];
    boolean[] stageFollowed = new boolean[run.stages.size()];
    for (StepState step : run.steps) {
      if (step.touched()) {
        followSteps(step.unit, followed);
        followStages(step.unit.stage, stageFollowed);
      }
    }
    for (StepState step : run.steps) {
      boolean last = !followed[step.unit.index] && !stageFollowed[step.unit.stage.index];
      boolean says = Boolean.TRUE.equals(step.unit.step.mayStopAfter());
      if (step.touched() && (!step.hasEnded() || (last && !says))) {
        return false;
      }
    }
    return true;
  }

  private static void followSteps(StepUnit step, boolean[] followed) {
    Deque<StepUnit> open = new ArrayDeque<>(step.after);
    while (!open.isEmpty()) {
      StepUnit before = open.remove();
      if (!followed[before.index]) {
        followed[before.index] = true;
        open.addAll(before.after);
      }
    }
  }

  private static void followStages(StageUnit stage, boolean[] followed) {
    Deque<StageUnit> open = new ArrayDeque<>(stage.after);
    while (!open.isEmpty()) {
      StageUnit before = open.remove();
      if (!followed[before.index]) {
        followed[before.index] = true;
        open.addAll(before.after);
      }
    }
  }

  /** Whether steps that have not begun may begin. */
  static boolean admitsSteps(RunFold run) {
    People people = run.people;
    return run.state == RunState.RUNNING
        || (run.state == RunState.PAUSING
            && (people.abortBy == null || people.abortLater)
            && quiet(run));
  }
}
