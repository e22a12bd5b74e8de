package io.s22.run.engine;

import io.s22.plan.IfFails;
import io.s22.run.RunView.Progress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What follows from failures: steps, stages and runs that go back, and those left out. */
final class Failures {
  private final RunFold fold;
  private final Forward forward;

  Failures(RunFold fold, Forward forward) {
    this.fold = fold;
    this.forward = forward;
  }

  /** {@code host} failed for good; hosts of its step already under way are finished first. */
  void host(HostState host, String reason, long at) {
    StepState step = host.step;
    host.progress = Progress.FAILED;
    step.active--;
    if (!step.failing) {
      step.failing = true;
      step.failure =
          step.unit.name()
              + (host.host().isEmpty() ? "" : " on " + host.host())
              + " failed: "
              + reason;
      step.hosts.stream().filter(h -> !h.begun).forEach(this::drop);
    }
    hostsFinished(step, at);
  }

  private void drop(HostState host) {
    fold.agenda.remove(host);
    host.next = null;
  }

  void hostsFinished(StepState step, long at) {
    if (step.active == 0) {
      settle(step, at);
    }
  }

  /** A gate of {@code step} said no-go: the step has failed with nothing touched. */
  void gate(StepState step, String detail, long at) {
    step.gates = null;
    step.failing = true;
    step.failure = "a gate of " + step.unit.name() + " said no-go: " + detail;
    settle(step, at);
  }

  private void settle(StepState step, long at) {
    step.settled = true;
    step.progress = Progress.FAILED;
    if (fold.goingBack) {
      return;
    }
    IfFails then = step.unit.ifFails();
    if (step.stage.backBecause != null && then != IfFails.ROLL_BACK_RUN && then != IfFails.ASK) {
      stageBackIfQuiet(step.stage);
    } else {
      follow(step, then, at);
    }
  }

  /** Carries out what the plan, or a person, wants after {@code step} failed. */
  void follow(StepState step, IfFails then, long at) {
    switch (then) {
      case ROLL_BACK_STEP -> backStep(step, at);
      case ROLL_BACK_STAGE -> backStage(step);
      case ROLL_BACK_RUN -> fold.rollBack(step.failure);
      case GO_ON -> forward.stepEnded(step, Progress.FAILED, at);
      case ASK -> fold.people.failed.add(step);
    }
  }

  private void backStep(StepState step, long at) {
    skipFollowers(step);
    undo(new UndoSet(List.of(step), null), at);
  }

  private void backStage(StepState step) {
    StageState stage = step.stage;
    if (stage.backBecause == null) {
      stage.backBecause = step.failure;
      stage.steps.stream()
          .filter(s -> s.started == StepState.NEVER && !s.hasEnded() && !s.settled)
          .forEach(s -> skip(s, "its stage goes back: " + step.failure));
      skipLater(stage, "stage " + stage.unit.name() + " goes back");
    }
    stageBackIfQuiet(stage);
  }

  /** Begins to undo a stage that goes back when none of its steps is under way any more. */
  void stageBackIfQuiet(StageState stage) {
    boolean quiet = stage.steps.stream().noneMatch(s -> s.underWay() || fold.people.asks(s));
    if (quiet && !fold.goingBack && fold.undoing.stream().noneMatch(u -> overlaps(u, stage))) {
      undo(new UndoSet(stage.steps, stage), fold.lastAt);
    }
  }

  private static boolean overlaps(UndoSet set, StageState stage) {
    return set.scope.stream().anyMatch(s -> s.stage == stage);
  }

  private void undo(UndoSet set, long at) {
    fold.undoing.add(set);
    finishIfUndone(set, at);
  }

  /** A host of {@code set} is undone. */
  void undone(HostState host, UndoSet set, long at) {
    host.progress = Progress.UNDONE;
    forward.untouch(host);
    forward.leave(host);
    host.undo = null;
    StepState finished = set.advance();
    if (finished != null) {
      finished.progress = Progress.UNDONE;
    }
    if (set != fold.runUndo) {
      finishIfUndone(set, at);
    }
  }

  private void finishIfUndone(UndoSet set, long at) {
    if (set.current() != null || fold.goingBack) {
      return;
    }
    fold.undoing.remove(set);
    for (StepState step : set.scope) {
      if (step.settled && !step.hasEnded()) {
        forward.stepEnded(step, step.touched() ? Progress.FAILED : Progress.UNDONE, at);
      }
    }
    StageState stage = set.scope.isEmpty() ? null : set.scope.getFirst().stage;
    if (set.stage == null && stage != null && stage.backBecause != null) {
      stageBackIfQuiet(stage);
    }
  }

  void stuck(HostState host, String reason) {
    if (fold.stuckBecause == null) {
      fold.stuckBecause =
          "the rollback of "
              + host.step.unit.name()
              + (host.host().isEmpty() ? "" : " on " + host.host())
              + " failed: "
              + reason;
    }
  }

  private void skipFollowers(StepState step) {
    Deque<StepUnit> next = new ArrayDeque<>(step.unit.before);
    while (!next.isEmpty()) {
      StepUnit unit = next.remove();
      StepState follower = fold.steps.get(unit.index);
      if (!follower.hasEnded() && !fold.toSkip.containsKey(follower)) {
        skip(follower, step.unit.name() + ", for which it waits, goes back");
        next.addAll(unit.before);
      }
    }
  }

  /** Leaves out {@code stage} and those that wait for it. */
  void skipStage(StageState stage, String because, long at) {
    if (stage.skipped || stage.ended) {
      return;
    }
    stage.skipped = true;
    stage.steps.stream().filter(s -> !s.hasEnded()).forEach(s -> skip(s, because));
    skipLater(stage, because);
    if (stage.left == 0) {
      forward.stageEnded(stage, at);
    }
  }

  private void skipLater(StageState stage, String because) {
    for (StageUnit unit : stage.unit.before) {
      skipStage(fold.stages.get(unit.index), because, fold.lastAt);
    }
  }

  private void skip(StepState step, String because) {
    fold.toSkip.putIfAbsent(step, because);
    fold.crews.withdraw(step);
    step.hosts.forEach(this::drop);
    if (step.gates != null) {
      fold.gates.remove(step.gates);
      fold.people.close(step.gates.question());
      step.gates = null;
    }
  }
}
