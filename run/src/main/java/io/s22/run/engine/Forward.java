package io.s22.run.engine;

import io.s22.journal.Effect;
import io.s22.journal.Outcome;
import io.s22.journal.Phase;
import io.s22.run.RunView.Progress;

/** The way forward: stages open, steps become ready, hosts go from phase to phase. */
final class Forward {
  private final RunFold fold;
  private final Failures failures;

  Forward(RunFold fold) {
    this.fold = fold;
    this.failures = new Failures(fold, this);
  }

  Failures failures() {
    return failures;
  }

  /** Schedules the stages that wait for no other. */
  void begin() {
    for (StageState stage : fold.stages) {
      if (stage.unit.after.isEmpty()) {
        stageReady(stage);
      }
    }
  }

  private void stageReady(StageState stage) {
    long at = Math.max(fold.opens + stage.unit.offset, stage.readyAt);
    if (stage.unit.stage.gates().isEmpty()) {
      open(stage, at);
    } else {
      stage.gates = new GateRow(stage, at);
      fold.gates.add(stage.gates);
    }
  }

  /** The gates of {@code stage} are through: its first steps become ready. */
  void open(StageState stage, long at) {
    stage.open = true;
    stage.gates = null;
    if (stage.left == 0) {
      stageEnded(stage, at);
    }
    for (StepState step : stage.steps) {
      if (step.waiting == 0 && !step.hasEnded()) {
        stepReady(step, at);
      }
    }
  }

  private void stepReady(StepState step, long at) {
    step.readyAt = at;
    if (step.unit.step.gates().isEmpty()) {
      admit(step, at);
    } else {
      step.gates = new GateRow(step, at);
      fold.gates.add(step.gates);
    }
  }

  /** The gates of {@code step} are through: it asks for its crew, or begins. */
  void admit(StepState step, long at) {
    step.gates = null;
    step.readyAt = at;
    if (fold.crews.has(step.unit.crew())) {
      step.makeHosts();
      step.hosts.forEach(host -> host.readyAt = at);
      fold.crews.request(step);
    } else {
      form(step, at);
    }
  }

  /** Forms the next batch of {@code step}; when there is none, the step is done. */
  void form(StepState step, long at) {
    step.makeHosts();
    int from = step.unit.batchFrom(step.batch);
    int to = step.unit.batchFrom(step.batch + 1);
    step.batchLeft = to - from;
    if (from == to) {
      stepEnded(step, Progress.DONE, at);
    }
    for (HostState host : step.hosts.subList(from, to)) {
      schedule(host, host.firstPhase(), at);
    }
  }

  void schedule(HostState host, Phase phase, long at) {
    fold.agenda.remove(host);
    host.next = phase;
    host.readyAt = at;
    fold.agenda.add(host);
  }

  /** The intent of a forward effect, or of a canary's way back, is in the journal. */
  void began(HostState host, Effect effect, long at) {
    StepState step = host.step;
    if (!step.holdsCrew && fold.crews.grant(step)) {
      step.holdsCrew = true;
      form(step, step.readyAt);
    }
    fold.agenda.remove(host);
    host.next = null;
    if (step.started == StepState.NEVER) {
      step.started = at;
      step.progress = Progress.RUNNING;
    }
    enter(host);
    if (effect.phase() == Phase.ACT && !host.touched) {
      host.touched = true;
      host.firstAct = at;
      fold.reserve += step.unit.rollback;
    }
  }

  /** The task of {@code host} begins: it counts against the floors of its services. */
  void enter(HostState host) {
    if (!host.begun) {
      host.begun = true;
      host.progress = Progress.RUNNING;
      host.step.active++;
      for (ServiceUnit service : host.step.unit.floors.get(host.index)) {
        if (fold.capacity.take(service, host.host())) {
          fold.agenda.moved(service, host.host(), true);
        }
      }
    }
  }

  /** A forward effect, or a canary's way back, ended. */
  void ended(HostState host, Effect effect, Outcome outcome, long at) {
    switch (effect.phase()) {
      case PRECHECK -> precheckEnded(host, outcome, at);
      case ACT -> actEnded(host, outcome, at);
      case VERIFY -> verifyEnded(host, outcome, at);
      case UNDO -> canaryBack(host, outcome, at);
    }
  }

  private void precheckEnded(HostState host, Outcome outcome, long at) {
    switch (outcome) {
      case Outcome.Done done -> schedule(host, Phase.ACT, at);
      case Outcome.Refused(String reason) -> failures.host(host, reason, at);
      case Outcome.Failed(String reason) -> failures.host(host, reason, at);
      case Outcome.Unknown unknown -> fold.doubts.add(host, at);
    }
  }

  private void actEnded(HostState host, Outcome outcome, long at) {
    switch (outcome) {
      case Outcome.Done done -> {
        if (host.step.unit.step.verify() == null) {
          roundDone(host, at);
        } else {
          schedule(host, Phase.VERIFY, at);
        }
      }
      case Outcome.Refused(String reason) -> {
        if (host.attempt == host.firstAttempt) {
          untouch(host);
        }
        failures.host(host, reason, at);
      }
      case Outcome.Failed(String reason) -> attemptFailed(host, reason, at);
      case Outcome.Unknown unknown -> fold.doubts.add(host, at);
    }
  }

  private void verifyEnded(HostState host, Outcome outcome, long at) {
    switch (outcome) {
      case Outcome.Done done -> roundDone(host, at);
      case Outcome.Refused(String reason) -> attemptFailed(host, reason, at);
      case Outcome.Failed(String reason) -> attemptFailed(host, reason, at);
      case Outcome.Unknown unknown -> fold.doubts.add(host, at);
    }
  }

  private void attemptFailed(HostState host, String reason, long at) {
    int tried = host.attempt - host.firstAttempt + 1;
    var retry = host.step.unit.step.retry();
    if (retry == null || tried >= host.step.unit.attempts()) {
      failures.host(host, reason, at);
    } else {
      host.attempt++;
      schedule(host, Phase.ACT, at + retry.waitAfter(tried).toMillis());
    }
  }

  private void roundDone(HostState host, long at) {
    if (host.step.unit.isCanary(host.index) && host.round == 1) {
      schedule(host, Phase.UNDO, at);
    } else {
      host.progress = Progress.DONE;
      leave(host);
      taskEnded(host.step, at);
    }
  }

  private void canaryBack(HostState host, Outcome outcome, long at) {
    switch (outcome) {
      case Outcome.Done done -> {
        untouch(host);
        host.round = 2;
        host.attempt = 1;
        host.firstAttempt = 1;
        schedule(host, host.firstPhase(), at);
      }
      case Outcome.Refused(String reason) -> failures.stuck(host, reason);
      case Outcome.Failed(String reason) -> failures.stuck(host, reason);
      case Outcome.Unknown unknown -> fold.doubts.add(host, at);
    }
  }

  void untouch(HostState host) {
    if (host.touched) {
      host.touched = false;
      fold.reserve -= host.step.unit.rollback;
    }
  }

  /** {@code host} is in again for its services. */
  void leave(HostState host) {
    if (host.begun) {
      host.begun = false;
      for (ServiceUnit service : host.step.unit.floors.get(host.index)) {
        if (fold.capacity.giveBack(service, host.host())) {
          fold.agenda.moved(service, host.host(), false);
        }
      }
    }
  }

  private void taskEnded(StepState step, long at) {
    step.active--;
    step.batchLeft--;
    if (step.failing) {
      failures.hostsFinished(step, at);
    } else if (step.batchLeft == 0) {
      step.batch++;
      form(step, at);
    }
  }

  /** A person wants a step that failed for good to be tried again. */
  void retry(StepState step, long at) {
    step.failing = false;
    step.settled = false;
    if (step.started == StepState.NEVER) {
      step.progress = Progress.WAITING;
      stepReady(step, at);
      return;
    }
    step.progress = Progress.RUNNING;
    int to = step.unit.batchFrom(step.batch + 1);
    for (HostState host : step.hosts.subList(step.unit.batchFrom(step.batch), to)) {
      if (host.progress == Progress.FAILED) {
        retry(host, at);
      } else if (!host.begun && host.progress == Progress.WAITING) {
        schedule(host, host.firstPhase(), at);
      }
    }
  }

  private void retry(HostState host, long at) {
    host.progress = Progress.RUNNING;
    host.step.active++;
    host.attempt++;
    host.firstAttempt = host.attempt;
    schedule(host, host.touched ? Phase.ACT : host.firstPhase(), at);
  }

  /** {@code step} ended; unless it was undone or skipped, those that wait for it go on. */
  void stepEnded(StepState step, Progress progress, long at) {
    step.progress = progress;
    step.ended = at;
    step.settled = true;
    if (step.holdsCrew) {
      step.holdsCrew = false;
      fold.crews.release(step);
    }
    fold.countEnd(progress);
    if (progress == Progress.DONE || progress == Progress.FAILED) {
      step.unit.before.forEach(next -> predecessorEnded(fold.steps.get(next.index), at));
    }
    StageState stage = step.stage;
    stage.left--;
    if (stage.left == 0 && (stage.open || stage.skipped)) {
      stageEnded(stage, at);
    } else if (stage.backBecause != null) {
      failures.stageBackIfQuiet(stage);
    }
  }

  private void predecessorEnded(StepState step, long at) {
    step.waiting--;
    if (step.waiting == 0
        && step.stage.open
        && !step.hasEnded()
        && !fold.toSkip.containsKey(step)) {
      stepReady(step, at);
    }
  }

  void stageEnded(StageState stage, long at) {
    if (stage.ended) {
      return;
    }
    stage.ended = true;
    fold.stagesLeft--;
    fold.lastEnd = Math.max(fold.lastEnd, at);
    for (StageUnit unit : stage.unit.before) {
      StageState next = fold.stages.get(unit.index);
      next.waiting--;
      next.readyAt = Math.max(next.readyAt, at);
      if (next.waiting == 0 && !next.skipped) {
        stageReady(next);
      }
    }
  }
}
