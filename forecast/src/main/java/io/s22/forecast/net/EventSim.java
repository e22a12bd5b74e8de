package io.s22.forecast.net;

import static io.s22.forecast.net.TrialState.CREW;
import static io.s22.forecast.net.TrialState.DONE;
import static io.s22.forecast.net.TrialState.GATES;
import static io.s22.forecast.net.TrialState.LEFT;
import static io.s22.forecast.net.TrialState.RUNNING;
import static io.s22.forecast.net.TrialState.SKIPPED;
import static io.s22.forecast.net.TrialState.WAITING;

/**
 * One trial, event by event, as {@code docs/semantics.md} says: for plans in which steps wait for
 * crews or floors, and for trials in which something fails for good or time gets short. Uses the
 * same random numbers as {@link FlatPass}, so both give the same trial where both apply.
 */
final class EventSim {
  static final int STAGE_OPEN = 0;
  static final int STAGE_GATED = 1;
  static final int STEP_GATED = 2;
  static final int TASK_END = 3;
  static final int UNDO_END = 4;

  final Network net;
  final Draws draws;
  final Block block;
  final Spans spans;
  final HostWay way;
  final TrialState now;
  final EventHeap events = new EventHeap();
  final GoingBack back;
  final HostTasks tasks;
  final TurningBackRule turning;
  private final Trace trace;
  private final boolean traced;
  private final GateTimes gates;
  private final int[] stepTaskFrom;
  private final int[] stepCanary;
  private final int[] stepBatch;
  private final int[] stepCrew;
  private final int[] stepStage;
  private final int[] stageStepFrom;
  private final int[] succFrom;
  private final int[] succs;
  private final int[] gateFrom;
  private final IntList pending = new IntList();

  /** The trial's column in the block. */
  int i;

  boolean over;

  EventSim(Network net, Draws draws, Block block, Spans spans, FirstTries tries, boolean traced) {
    this.traced = traced;
    this.net = net;
    this.draws = draws;
    this.block = block;
    this.spans = spans;
    this.way = new HostWay(net, draws, spans, tries);
    this.now = new TrialState(net);
    this.back = new GoingBack(this);
    this.tasks = new HostTasks(this);
    this.gates = new GateTimes(net, draws);
    this.turning = new TurningBackRule(this);
    this.trace = new Trace(net, block, now);
    this.stepTaskFrom = net.stepTaskFrom;
    this.stepCanary = net.stepCanary;
    this.stepBatch = net.stepBatch;
    this.stepCrew = net.stepCrew;
    this.stepStage = net.stepStage;
    this.stageStepFrom = net.stageStepFrom;
    this.succFrom = net.stepSuccs.from();
    this.succs = net.stepSuccs.list();
    this.gateFrom = net.stepGates.from();
  }

  void run(int trial) {
    i = trial;
    reset();
    double t = net.given == null ? start() : new Resume(this, net.given).start();
    turning.changed(t);
    settle(t);
    while (!over) {
      t = next(t);
      settle(t);
    }
    if (traced) {
      trace.critical(i, back.blame);
      now.into(block, i);
    }
  }

  /** Goes to the next instant at which something happens, and lets it happen. */
  private double next(double t) {
    if (!events.isEmpty() && events.time() <= turning.at) {
      double when = events.time();
      do {
        apply(events.pop(), when);
      } while (!over && !events.isEmpty() && events.time() == when);
      return when;
    }
    if (events.isEmpty() && !turning.holds()) {
      tasks.refuseStalled(t);
      return t;
    }
    double when = turning.at;
    turning.reached(when);
    return when;
  }

  private void reset() {
    now.reset();
    events.clear();
    spans.forget(i);
    pending.clear();
    tasks.reset();
    back.reset();
    turning.reset();
    over = false;
    block.back[i] = 0;
    block.turned[i] = false;
  }

  private double start() {
    for (int s = 0; s < net.stages && !over; s++) {
      if (net.stagePreds.size(s) == 0) {
        openStage(s, 0);
      }
    }
    return 0;
  }

  private void apply(long event, double t) {
    int id = EventHeap.id(event);
    switch (EventHeap.kind(event)) {
      case STAGE_OPEN -> readyStage(id, t);
      case STAGE_GATED -> gatedStage(id, t);
      case STEP_GATED -> gatedStep(id, t);
      case TASK_END -> {
        if (now.stamp[id] == EventHeap.stamp(event)) {
          tasks.ended(id, t);
        }
      }
      case UNDO_END -> back.ended(id, t);
      default -> throw new IllegalStateException("event " + event);
    }
  }

  /** Lets everything begin that may begin at this instant. */
  private void settle(double t) {
    while (!over && back.mode == GoingBack.FORWARD) {
      serveCrews(t);
      if (pending.size > 0) {
        enterPending(t);
      }
      boolean again = tasks.ask(t);
      if (!again && pending.size == 0 && !tasks.anyFresh() && !crewsWait()) {
        return;
      }
    }
  }

  private void enterPending(double t) {
    pending.sort();
    int steps = pending.size;
    for (int p = 0; p < steps; p++) {
      enter(pending.at[p], t);
    }
    System.arraycopy(pending.at, steps, pending.at, 0, pending.size - steps);
    pending.size -= steps;
  }

  private boolean crewsWait() {
    for (int c = 0; now.queued > 0 && c < now.crewFree.length; c++) {
      if (now.crewFree[c] > 0 && now.crewHead[c] >= 0) {
        return true;
      }
    }
    return false;
  }

  private void serveCrews(double t) {
    for (int c = 0; now.queued > 0 && c < now.crewFree.length; c++) {
      while (now.crewFree[c] > 0 && now.crewHead[c] >= 0) {
        int k = now.unqueue(c);
        if (now.step[k] == CREW && !now.stageBack[stepStage[k]]) {
          now.stepCause[k] = now.crewLast[c];
          begin(k, c, t);
        }
      }
    }
  }

  // Stages.

  void openStage(int s, double t) {
    double ready = Math.max(t, net.boxStart[s]);
    if (net.given != null) {
      ready = Math.max(ready, net.given.now());
    }
    if (ready > t) {
      events.push(ready, STAGE_OPEN, s, 0);
    } else {
      readyStage(s, t);
    }
  }

  void readyStage(int s, double t) {
    if (now.stage[s] != WAITING) {
      return;
    }
    now.stageReady[s] = t;
    now.stage[s] = GATES;
    double delay = gates.ask(net.stageGates, s, i);
    now.stageGo[s] = gates.go;
    if (net.stageGates.size(s) > 0) {
      // An answer that comes at once comes after what may begin at that instant (semantics 15).
      events.push(t + delay, STAGE_GATED, s, 0);
    } else {
      gatedStage(s, t);
    }
  }

  private void gatedStage(int s, double t) {
    if (back.mode != GoingBack.FORWARD) {
      return;
    }
    if (!now.stageGo[s]) {
      skipStage(s, t);
      return;
    }
    now.stage[s] = RUNNING;
    now.stageBegin[s] = t;
    if (now.stageOpen[s] == 0) {
      endStage(s, t, DONE);
    }
    for (int k = stageStepFrom[s]; k < stageStepFrom[s + 1]; k++) {
      if (now.stepWaits[k] == 0) {
        pending.add(k);
      }
    }
  }

  /** Skips a stage, and with it those that wait for it. */
  void skipStage(int s, double t) {
    now.partly = true;
    if (now.stage[s] == WAITING || now.stage[s] == GATES) {
      endStage(s, t, SKIPPED);
    }
  }

  void endStage(int s, double t, byte how) {
    now.stage[s] = how;
    now.openStages--;
    if (how == DONE) {
      now.stageEnd[s] = t;
    }
    Rows succs = net.stageSuccs;
    for (int e = succs.from()[s]; e < succs.from()[s + 1]; e++) {
      int next = succs.list()[e];
      if (how != DONE) {
        skipStage(next, t);
      } else if (--now.stageWaits[next] == 0 && now.stage[next] == WAITING) {
        openStage(next, t);
      }
    }
    if (now.openStages == 0 && !over && back.mode == GoingBack.FORWARD) {
      finish(t, now.partly ? Block.PARTLY_DONE : Block.DONE);
    }
  }

  void finish(double t, byte result) {
    over = true;
    block.finish[i] = t;
    block.result[i] = result;
  }

  // Steps.

  private void enter(int k, double t) {
    if (now.step[k] != WAITING || now.stageBack[stepStage[k]]) {
      return;
    }
    now.stepReady[k] = t;
    now.step[k] = GATES;
    if (gateFrom[k + 1] > gateFrom[k]) {
      double delay = gates.ask(net.stepGates, k, i);
      now.stepGo[k] = gates.go;
      events.push(t + delay, STEP_GATED, k, 0);
    } else {
      now.stepGo[k] = true;
      gatedStep(k, t);
    }
  }

  private void gatedStep(int k, double t) {
    if (back.mode != GoingBack.FORWARD || now.stageBack[stepStage[k]]) {
      return;
    }
    if (!now.stepGo[k]) {
      back.stepFailed(k, t);
      return;
    }
    int crew = stepCrew[k];
    if (crew >= 0 && (now.crewFree[crew] == 0 || now.crewHead[crew] >= 0)) {
      now.step[k] = CREW;
      now.stepQueued[k] = t;
      now.queue(crew, k);
    } else {
      begin(k, crew, t);
    }
  }

  private void begin(int k, int crew, double t) {
    if (crew >= 0) {
      now.crewFree[crew]--;
      now.stepHolds[k] = true;
    }
    boolean waited = now.step[k] == CREW;
    now.step[k] = RUNNING;
    nextBatch(k, waited ? now.stepQueued[k] : t, t);
  }

  void nextBatch(int k, double t) {
    nextBatch(k, t, t);
  }

  /** The next hosts of step {@code k}, which became ready at {@code ready}, may begin. */
  private void nextBatch(int k, double ready, double t) {
    int end = stepTaskFrom[k + 1];
    int next = now.stepNext[k];
    if (next == end) {
      endStep(k, t, DONE);
      return;
    }
    int canaries = stepTaskFrom[k] + stepCanary[k];
    int size = next < canaries ? 1 : Math.min(stepBatch[k], end - next);
    for (int h = next; h < next + size; h++) {
      tasks.askFor(h, ready);
    }
    now.stepNext[k] = next + size;
  }

  /** Ends a step that is done, left failed, undone or skipped. */
  void endStep(int k, double t, byte how) {
    boolean passes = how == DONE || how == LEFT;
    now.step[k] = how;
    now.partly |= how != DONE;
    if (passes) {
      now.stepEnd[k] = t;
    }
    release(k);
    int s = stepStage[k];
    now.stageOpen[s]--;
    for (int e = succFrom[k]; e < succFrom[k + 1]; e++) {
      int next = succs[e];
      if (!passes) {
        if (now.step[next] == WAITING) {
          endStep(next, t, SKIPPED);
        }
      } else if (--now.stepWaits[next] == 0) {
        pending.add(next);
      }
    }
    if (now.stageBack[s]) {
      back.stageMayGo(s, t);
    } else if (now.stageOpen[s] == 0 && now.stage[s] == RUNNING) {
      endStage(s, t, DONE);
    }
  }

  void release(int k) {
    if (now.stepHolds[k]) {
      now.stepHolds[k] = false;
      int crew = stepCrew[k];
      now.crewFree[crew]++;
      now.crewLast[crew] = k;
    }
  }

  /** The steps of a stage that has begun, as far as they wait for nothing. */
  void reopen(int s) {
    for (int k = stageStepFrom[s]; k < stageStepFrom[s + 1]; k++) {
      if (now.stepWaits[k] == 0 && now.step[k] == WAITING) {
        pending.add(k);
      }
    }
  }
}
