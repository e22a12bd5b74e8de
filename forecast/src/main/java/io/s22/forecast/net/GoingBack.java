package io.s22.forecast.net;

import static io.s22.forecast.net.TrialState.DONE;
import static io.s22.forecast.net.TrialState.FAILED;
import static io.s22.forecast.net.TrialState.LEFT;
import static io.s22.forecast.net.TrialState.RUNNING;
import static io.s22.forecast.net.TrialState.SKIPPED;
import static io.s22.forecast.net.TrialState.UNDONE;
import static io.s22.forecast.net.TrialState.WAITING;

/** What follows failures in one trial, and the ways back (semantics 10 to 14). */
final class GoingBack {
  static final int FORWARD = 0;
  static final int STOPPING = 1;
  static final int RUN_BACK = 2;
  static final int STUCK = 3;

  private final EventSim sim;
  private final Network net;
  private final IntList list = new IntList();
  private final IntList order = new IntList();
  private final int[] setTo;
  private final int[] setAt;
  private final boolean[] setRuns;
  private double from;
  private double undoing;

  /** What the run as a whole does, and whose failure made it so. */
  int mode;

  int blame;

  GoingBack(EventSim sim) {
    this.sim = sim;
    this.net = sim.net;
    int sets = 1 + net.stages + net.steps;
    setTo = new int[sets];
    setAt = new int[sets];
    setRuns = new boolean[sets];
  }

  void reset() {
    mode = FORWARD;
    blame = -1;
    from = Double.NaN;
    undoing = 0;
    list.clear();
    java.util.Arrays.fill(setRuns, false);
  }

  /** A step failed for good; nothing of it is under way any more. */
  void stepFailed(int k, double t) {
    TrialState now = sim.now;
    int s = net.stepStage[k];
    byte policy = net.stepPolicy[k];
    now.step[k] = FAILED;
    blame = k;
    if (policy == Network.BACK_RUN) {
      run(t, k);
    } else if (now.stageBack[s]) {
      stageMayGo(s, t);
    } else if (policy == Network.GO_ON) {
      sim.endStep(k, t, LEFT);
    } else if (policy == Network.BACK_STEP) {
      begin(1 + net.stages + k, t);
    } else {
      stage(s, t);
    }
  }

  private void stage(int s, double t) {
    sim.now.stageBack[s] = true;
    sim.now.partly = true;
    for (int k = net.stageStepFrom[s]; k < net.stageStepFrom[s + 1]; k++) {
      if (sim.now.step[k] == RUNNING && !begun(k)) {
        sim.tasks.forgo(k);
      }
    }
    stageMayGo(s, t);
  }

  /** Whether any host of a step has begun: it may just be waiting for capacity. */
  private boolean begun(int k) {
    for (int task = net.stepTaskFrom[k]; task < net.stepTaskFrom[k + 1]; task++) {
      if (sim.now.task[task] != WAITING) {
        return true;
      }
    }
    return false;
  }

  /** Begins to undo a stage as soon as none of its steps is under way. */
  void stageMayGo(int s, double t) {
    if (setRuns[1 + s] || mode != FORWARD) {
      return;
    }
    for (int k = net.stageStepFrom[s]; k < net.stageStepFrom[s + 1]; k++) {
      if (sim.now.step[k] == RUNNING || setRuns[1 + net.stages + k]) {
        return;
      }
    }
    begin(1 + s, t);
  }

  /** Everything is rolled back: nothing begins any more, what is under way is finished first. */
  void run(double t, int because) {
    if (mode != FORWARD) {
      return;
    }
    mode = STOPPING;
    blame = because >= 0 ? because : latestRunning();
    from = t;
    stop(t);
    proceed(t);
  }

  /** The run was already going back when the forecast was asked for. */
  void resume(double t) {
    mode = STOPPING;
    from = t;
    proceed(t);
  }

  /** A step was already going back for its own failure when the forecast was asked for. */
  void resumeStep(int k, Given given, double t) {
    TrialState now = sim.now;
    int set = 1 + net.stages + k;
    now.step[k] = FAILED;
    setRuns[set] = true;
    setAt[set] = list.size;
    addTasks(k);
    setTo[set] = list.size;
    for (int at = setAt[set]; at < setTo[set]; at++) {
      if (given.task()[list.at[at]] == Given.RUNNING) {
        first(set, at);
        underWay(set, given, t);
        return;
      }
    }
    next(set, t);
  }

  /** Puts the host at {@code at} at the head of a set: the others keep their order. */
  private void first(int set, int at) {
    int task = list.at[at];
    for (int x = at; x > setAt[set]; x--) {
      list.at[x] = list.at[x - 1];
    }
    list.at[setAt[set]] = task;
  }

  private void underWay(int set, Given given, double t) {
    int task = list.at[setAt[set]];
    sim.now.under++;
    sim.now.undos[task] = 1;
    sim.way.resumeBack(task, t, given.rest()[task], sim.i);
    push(set, task, t);
  }

  void stuck(double t) {
    boolean stops = mode == FORWARD;
    mode = STUCK;
    if (Double.isNaN(from)) {
      from = t;
    }
    if (stops) {
      stop(t);
    }
    proceed(t);
  }

  private int latestRunning() {
    int latest = -1;
    for (int k = 0; k < net.steps; k++) {
      boolean runs = sim.now.step[k] == RUNNING;
      double ready = sim.now.stepReady[k];
      if (runs && (latest < 0 || ready > sim.now.stepReady[latest])) {
        latest = k;
      }
    }
    return latest;
  }

  /** No phase begins at {@code t} or later on the hosts under way. */
  private void stop(double t) {
    TrialState now = sim.now;
    for (int task = 0; task < net.tasks; task++) {
      if (now.task[task] == RUNNING && now.leg[task] != 1) {
        now.touch[task] = Double.NaN;
        rewalk(task, t);
        double after = sim.way.touched == t ? Math.nextUp(t) : t;
        sim.spans.cut(sim.i, net.taskEffects[task], net.taskEffects[task + 1], after);
        sim.way.end = Math.max(sim.way.end, t);
        sim.tasks.expectEnd(task);
      }
    }
  }

  private void rewalk(int task, double t) {
    Given given = net.given;
    if (given != null
        && given.task()[task] == Given.RUNNING
        && sim.now.begin[task] == given.now()) {
      sim.way.resume(task, given, sim.i, t, false);
    } else {
      int round = sim.now.leg[task] == 2 ? 2 : 1;
      sim.way.forward(task, round, sim.now.begin[task], sim.i, t, false);
    }
  }

  /** A task under way has ended while the run goes back. */
  void stopped(int task, double t) {
    TrialState now = sim.now;
    now.under--;
    now.task[task] = now.ok[task] ? DONE : FAILED;
    if (now.leg[task] == 1) {
      if (now.ok[task]) {
        now.touch[task] = Double.NaN;
      } else {
        mode = STUCK;
      }
    }
    proceed(t);
  }

  private void proceed(double t) {
    if (sim.now.under > 0 || sim.over) {
      return;
    }
    if (mode == STOPPING) {
      mode = RUN_BACK;
      begin(0, t);
    } else if (mode == STUCK) {
      end(t, Block.STUCK);
    }
  }

  private void end(double t, byte result) {
    sim.block.back[sim.i] = t - from;
    sim.finish(t, result);
  }

  /** Begins to undo a set: 0 the run, then the stages, then the steps. */
  private void begin(int set, double t) {
    setRuns[set] = true;
    int first = list.size;
    order.clear();
    int lowest =
        set == 0 ? 0 : set <= net.stages ? net.stageStepFrom[set - 1] : set - 1 - net.stages;
    int end = set == 0 ? net.steps : set <= net.stages ? net.stageStepFrom[set] : set - net.stages;
    for (int k = end - 1; k >= lowest; k--) {
      if (net.stepHasRollback[k]) {
        insertStep(k);
      }
    }
    for (int o = 0; o < order.size; o++) {
      addTasks(order.at[o]);
    }
    setAt[set] = first;
    setTo[set] = list.size;
    next(set, t);
  }

  /** Never ended first, then the latest; steps come here in reverse order of the plan. */
  private void insertStep(int k) {
    order.add(k);
    int hole = order.size - 1;
    while (hole > 0 && later(k, order.at[hole - 1])) {
      order.at[hole] = order.at[hole - 1];
      hole--;
    }
    order.at[hole] = k;
  }

  private boolean later(int a, int b) {
    double endA = sim.now.stepEnd[a];
    double endB = sim.now.stepEnd[b];
    return Double.isNaN(endA) ? !Double.isNaN(endB) : endA > endB;
  }

  private void addTasks(int k) {
    TrialState now = sim.now;
    int first = list.size;
    for (int task = net.stepTaskFrom[k + 1] - 1; task >= net.stepTaskFrom[k]; task--) {
      if (!Double.isNaN(now.touch[task]) && !now.inSet[task]) {
        int hole = list.size;
        list.add(task);
        while (hole > first && now.touch[task] > now.touch[list.at[hole - 1]]) {
          list.at[hole] = list.at[hole - 1];
          hole--;
        }
        list.at[hole] = task;
        now.inSet[task] = mode == FORWARD;
      }
    }
  }

  private void next(int set, double t) {
    if (setAt[set] == setTo[set]) {
      done(set, t);
      return;
    }
    int task = list.at[setAt[set]];
    sim.now.under++;
    sim.way.back(task, ++sim.now.undos[task], t, sim.i);
    push(set, task, t);
  }

  private void push(int set, int task, double t) {
    sim.now.ok[task] = sim.way.ok;
    sim.events.push(sim.way.end, EventSim.UNDO_END, set, 0);
    undoing += sim.way.end - t;
  }

  /** One host of a set has gone back. */
  void ended(int set, double t) {
    TrialState now = sim.now;
    int task = list.at[setAt[set]++];
    now.under--;
    if (!now.ok[task]) {
      stuck(t);
      return;
    }
    if (now.task[task] == FAILED) {
      now.count(task, -1);
    }
    now.task[task] = UNDONE;
    now.touch[task] = Double.NaN;
    now.reserved(-net.reserve[net.taskStep[task]]);
    sim.turning.changed(t);
    if (mode == FORWARD || (mode == RUN_BACK && set == 0)) {
      next(set, t);
    } else {
      leave(set);
      proceed(t);
    }
  }

  /** The run takes over what a smaller set has not undone yet. */
  private void leave(int set) {
    for (int at = setAt[set]; at < setTo[set]; at++) {
      sim.now.inSet[list.at[at]] = false;
    }
    setAt[set] = setTo[set];
  }

  private void done(int set, double t) {
    setRuns[set] = false;
    TrialState now = sim.now;
    if (set == 0) {
      end(t, Block.ROLLED_BACK);
      return;
    }
    sim.block.back[sim.i] = undoing;
    if (set > net.stages) {
      sim.endStep(set - 1 - net.stages, t, UNDONE);
      return;
    }
    int s = set - 1;
    for (int k = net.stageStepFrom[s]; k < net.stageStepFrom[s + 1]; k++) {
      sim.release(k);
      now.step[k] = now.step[k] == WAITING ? SKIPPED : UNDONE;
    }
    sim.endStage(s, t, UNDONE);
  }
}
