package io.s22.forecast.net;

import static io.s22.forecast.net.TrialState.DONE;
import static io.s22.forecast.net.TrialState.FAILED;
import static io.s22.forecast.net.TrialState.LEFT;
import static io.s22.forecast.net.TrialState.RUNNING;
import static io.s22.forecast.net.TrialState.SKIPPED;
import static io.s22.forecast.net.TrialState.UNDONE;
import static io.s22.forecast.net.TrialState.WAITING;

/** Puts a trial of {@link EventSim} where the run stands. */
final class Resume {
  private final EventSim sim;
  private final Network net;
  private final TrialState now;
  private final Given given;

  Resume(EventSim sim, Given given) {
    this.sim = sim;
    this.net = sim.net;
    this.now = sim.now;
    this.given = given;
  }

  double start() {
    double t = given.now();
    for (int k = 0; k < net.steps; k++) {
      step(k);
    }
    for (int task = 0; task < net.tasks; task++) {
      task(task);
    }
    if (given.goingBack()) {
      sim.back.resume(t);
      return t;
    }
    for (int s = 0; s < net.stages; s++) {
      begun(s);
    }
    for (int s : net.stageOrder) {
      stage(s, t);
    }
    for (int k = 0; k < net.steps && !sim.over; k++) {
      if (given.step()[k] == Given.RUNNING || given.step()[k] == Given.FAILED) {
        goOn(k, t);
      } else if (given.step()[k] == Given.UNDOING) {
        sim.back.resumeStep(k, given, t);
      }
    }
    return t;
  }

  private void step(int k) {
    byte state = given.step()[k];
    if (state == Given.OPEN) {
      return;
    }
    now.stepReady[k] = given.stepBegan()[k];
    now.step[k] =
        switch (state) {
          case Given.ENDED -> DONE;
          case Given.UNDONE -> UNDONE;
          case Given.SKIPPED -> SKIPPED;
          default -> RUNNING;
        };
    boolean leftFailed = state == Given.FAILED && net.stepPolicy[k] == Network.GO_ON;
    if (leftFailed) {
      now.step[k] = LEFT;
    }
    if (state == Given.ENDED || leftFailed) {
      now.stepEnd[k] = given.stepEnded()[k];
      for (int e = net.stepSuccs.from()[k]; e < net.stepSuccs.from()[k + 1]; e++) {
        now.stepWaits[net.stepSuccs.list()[e]]--;
      }
    }
    now.partly |= now.step[k] != DONE && now.step[k] != RUNNING;
    if (now.step[k] != RUNNING) {
      now.stageOpen[net.stepStage[k]]--;
    } else if (net.stepCrew[k] >= 0) {
      now.crewFree[net.stepCrew[k]]--;
      now.stepHolds[k] = true;
    }
  }

  private void task(int task) {
    byte state = given.task()[task];
    int k = net.taskStep[task];
    if (state == Given.OPEN || state == Given.UNDONE) {
      now.task[task] = state == Given.OPEN ? WAITING : UNDONE;
      return;
    }
    now.touch[task] = given.stepBegan()[k];
    now.reserved(net.reserve[k]);
    now.task[task] = DONE;
    if (state == Given.FAILED) {
      now.task[task] = FAILED;
      now.stepFailed[k] = true;
      now.count(task, 1);
    } else if (state == Given.RUNNING && given.step()[k] != Given.UNDOING) {
      underWay(task, k);
    }
  }

  private void underWay(int task, int k) {
    now.task[task] = RUNNING;
    now.under++;
    now.stepUnder[k]++;
    now.count(task, 1);
    now.begin[task] = given.now();
    boolean back = given.phase()[task] == Network.UNDO;
    now.leg[task] = (byte) (back ? 1 : given.round()[task] == 2 ? 2 : 0);
    now.undos[task] = back ? 1 : 0;
    Legs.resume(sim.way, task, given, sim.i, Double.POSITIVE_INFINITY);
    sim.tasks.expectEnd(task);
  }

  /**
   * Before any stage ends: one that has begun is not opened again by the end of those before it.
   */
  private void begun(int s) {
    if (hasBegun(s)) {
      now.stage[s] = RUNNING;
      now.stageReady[s] = net.boxStart[s];
      now.stageBegin[s] = net.boxStart[s];
    }
  }

  private boolean hasBegun(int s) {
    boolean begun = false;
    for (int k = net.stageStepFrom[s]; k < net.stageStepFrom[s + 1]; k++) {
      begun |= given.step()[k] != Given.OPEN;
    }
    return begun;
  }

  private void stage(int s, double t) {
    if (!hasBegun(s)) {
      if (now.stageWaits[s] == 0 && now.stage[s] == WAITING) {
        sim.openStage(s, t);
      }
    } else if (now.stageOpen[s] == 0) {
      sim.endStage(s, lastEnd(s), DONE);
    } else {
      sim.reopen(s);
    }
  }

  private double lastEnd(int s) {
    double last = 0;
    for (int k = net.stageStepFrom[s]; k < net.stageStepFrom[s + 1]; k++) {
      double end = given.stepEnded()[k];
      last = end > last ? end : last;
    }
    return last;
  }

  /** A step that has begun: the rest of its batch, then the next. */
  private void goOn(int k, double t) {
    if (now.step[k] != RUNNING) {
      return;
    }
    int last = net.stepTaskFrom[k] - 1;
    for (int task = last + 1; task < net.stepTaskFrom[k + 1]; task++) {
      last = given.task()[task] != Given.OPEN ? task : last;
    }
    int next = net.stepTaskFrom[k];
    int canaries = next + net.stepCanary[k];
    while (next <= last) {
      next += next < canaries ? 1 : Math.min(net.stepBatch[k], net.stepTaskFrom[k + 1] - next);
    }
    now.stepNext[k] = next;
    for (int task = net.stepTaskFrom[k]; task < next; task++) {
      if (given.task()[task] == Given.OPEN && !now.stepFailed[k]) {
        sim.tasks.askFor(task, given.now());
      }
    }
    sim.tasks.afterTask(k, t);
  }
}
