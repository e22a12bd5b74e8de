package io.s22.forecast.net;

import static io.s22.forecast.net.TrialState.DONE;
import static io.s22.forecast.net.TrialState.FAILED;
import static io.s22.forecast.net.TrialState.RUNNING;
import static io.s22.forecast.net.TrialState.SKIPPED;

/** The hosts of steps in one trial: which may begin, and how each goes (semantics 7, 8, 23). */
final class HostTasks {
  private final EventSim sim;
  private final TrialState now;
  private final int[] taskStep;
  private final double[] reserve;
  private final int[] stepTaskFrom;
  private final int[] stepCanary;
  private final boolean[] stepHasRollback;
  private final IntList fresh = new IntList();
  private final IntList asking = new IntList();
  private final IntList chosen = new IntList();

  HostTasks(EventSim sim) {
    this.sim = sim;
    Network net = sim.net;
    this.now = sim.now;
    this.taskStep = net.taskStep;
    this.reserve = net.reserve;
    this.stepTaskFrom = net.stepTaskFrom;
    this.stepCanary = net.stepCanary;
    this.stepHasRollback = net.stepHasRollback;
  }

  void reset() {
    fresh.clear();
    asking.clear();
  }

  /** Whether hosts became ready that have not been asked for yet. */
  boolean anyFresh() {
    return fresh.size > 0;
  }

  /**
   * Lets those begin that may, in order; true when more may begin at this instant. They begin only
   * when all have been asked: where the run turns back at once, none does (semantics 16).
   */
  boolean ask(double t) {
    // Who waits for room or time goes on waiting as long as nothing changed in either.
    int first = now.freed ? 0 : asking.size;
    now.freed = false;
    if (fresh.size == 0 && first == asking.size) {
      return false;
    }
    if (fresh.size == 1 && first == asking.size) {
      return askOne(fresh.at[0], t);
    }
    takeFresh();
    chosen.clear();
    sim.turning.open();
    int kept = 0;
    int count = asking.size;
    for (int a = 0; a < count; a++) {
      int task = asking.at[a];
      int k = taskStep[task];
      if (sim.over || sim.back.mode != GoingBack.FORWARD || now.stepFailed[k]) {
        now.stepAsking[k]--;
      } else if (now.roomFor(task) && sim.turning.allows(task, t)) {
        chosen.add(task);
        claim(task, 1);
      } else {
        asking.at[kept++] = task;
      }
    }
    asking.size = kept;
    if (sim.turning.stopsAll()) {
      for (int c = 0; c < chosen.size; c++) {
        claim(chosen.at[c], -1);
        now.stepAsking[taskStep[chosen.at[c]]]--;
      }
      sim.turning.decide(t);
      return false;
    }
    for (int c = 0; c < chosen.size; c++) {
      beginTask(chosen.at[c], t);
    }
    return sim.turning.close(t);
  }

  /** As {@link #ask}, of the only one that has become ready; most often it may begin. */
  private boolean askOne(int task, double t) {
    int k = taskStep[task];
    fresh.clear();
    sim.turning.open();
    if (now.stepFailed[k]) {
      now.stepAsking[k]--;
    } else if (now.roomFor(task) && sim.turning.allows(task, t)) {
      claim(task, 1);
      beginTask(task, t);
    } else {
      insert(task);
    }
    if (sim.turning.stopsAll()) {
      sim.turning.decide(t);
      return false;
    }
    return sim.turning.close(t);
  }

  private void takeFresh() {
    for (int f = 0; f < fresh.size; f++) {
      insert(fresh.at[f]);
    }
    fresh.clear();
  }

  private void insert(int task) {
    asking.add(task);
    int hole = asking.size - 1;
    while (hole > 0 && after(asking.at[hole - 1], task)) {
      asking.at[hole] = asking.at[hole - 1];
      hole--;
    }
    asking.at[hole] = task;
  }

  /**
   * Whether {@code a} became ready after {@code b}, or with it and stands behind it in the plan.
   */
  private boolean after(int a, int b) {
    return now.ready[a] > now.ready[b] || (now.ready[a] == now.ready[b] && a > b);
  }

  private void claim(int task, int by) {
    now.count(task, by);
    now.reserved(by * reserve[taskStep[task]]);
  }

  /** A host that became ready at {@code ready}. */
  void askFor(int task, double ready) {
    now.ready[task] = ready;
    fresh.add(task);
    now.stepAsking[taskStep[task]]++;
  }

  private void beginTask(int task, double t) {
    int k = taskStep[task];
    now.stepAsking[k]--;
    now.stepUnder[k]++;
    now.under++;
    now.task[task] = RUNNING;
    now.leg[task] = 0;
    now.begin[task] = t;
    sim.way.forward(task, t, sim.i);
    expectEnd(task);
    sim.turning.changed(t);
  }

  /** Takes over what the host's way came to, and notes when. */
  void expectEnd(int task) {
    now.ok[task] = sim.way.ok;
    if (!Double.isNaN(sim.way.touched)) {
      now.touch[task] = sim.way.touched;
    }
    now.stamp[task] = (now.stamp[task] + 1) & 0xFFFFFF;
    sim.events.push(sim.way.end, EventSim.TASK_END, task, now.stamp[task]);
  }

  void ended(int task, double t) {
    int k = taskStep[task];
    if (sim.back.mode != GoingBack.FORWARD) {
      sim.back.stopped(task, t);
      return;
    }
    boolean canary = task - stepTaskFrom[k] < stepCanary[k] && stepHasRollback[k];
    if (canary && now.leg[task] < 2 && (now.ok[task] || now.leg[task] == 1)) {
      nextLeg(task, t);
      return;
    }
    now.under--;
    now.stepUnder[k]--;
    now.task[task] = now.ok[task] ? DONE : FAILED;
    if (now.ok[task]) {
      now.count(task, -1);
    } else {
      failTask(task, k);
    }
    sim.turning.changed(t);
    afterTask(k, t);
  }

  private void failTask(int task, int k) {
    now.stepFailed[k] = true;
    if (Double.isNaN(now.touch[task])) {
      now.reserved(-reserve[k]);
    }
    dropAsking(k);
  }

  private void dropAsking(int k) {
    int kept = 0;
    for (int a = 0; a < asking.size; a++) {
      if (taskStep[asking.at[a]] != k) {
        asking.at[kept++] = asking.at[a];
      }
    }
    asking.size = kept;
    now.stepAsking[k] = 0;
  }

  /** A step of which no host has begun does not begin any more. */
  void forgo(int k) {
    dropAsking(k);
    sim.release(k);
    now.step[k] = SKIPPED;
  }

  void afterTask(int k, double t) {
    if (now.stepUnder[k] > 0 || now.stepAsking[k] > 0) {
      return;
    }
    if (now.stepFailed[k]) {
      sim.back.stepFailed(k, t);
    } else {
      sim.nextBatch(k, t);
    }
  }

  /** A canary goes back, and then forward again. */
  private void nextLeg(int task, double t) {
    if (now.leg[task] == 0) {
      now.leg[task] = 1;
      sim.way.back(task, ++now.undos[task], t, sim.i);
      sim.way.touched = Double.NaN;
      expectEnd(task);
    } else if (now.ok[task]) {
      now.leg[task] = 2;
      now.touch[task] = Double.NaN;
      now.begin[task] = t;
      sim.way.forward(task, 2, t, sim.i, Double.POSITIVE_INFINITY, true);
      expectEnd(task);
    } else {
      now.under--;
      now.stepUnder[taskStep[task]]--;
      now.task[task] = FAILED;
      sim.back.stuck(t);
    }
  }

  /** Nothing can begin any more, and a task waits for capacity that never comes (semantics 23). */
  void refuseStalled(double t) {
    if (asking.size == 0) {
      sim.finish(t, Block.PARTLY_DONE);
      return;
    }
    int task = asking.at[0];
    int k = taskStep[task];
    now.task[task] = FAILED;
    now.stepFailed[k] = true;
    now.count(task, 1);
    dropAsking(k);
    afterTask(k, t);
  }
}
