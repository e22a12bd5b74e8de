package io.s22.forecast.net;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Where one trial of {@link EventSim} stands. Allocated once, reset for each trial. */
final class TrialState {
  static final byte WAITING = 0;
  static final byte GATES = 1;
  static final byte CREW = 2;
  static final byte RUNNING = 3;
  static final byte DONE = 4;
  static final byte LEFT = 5;
  static final byte FAILED = 6;
  static final byte UNDONE = 7;
  static final byte SKIPPED = 8;

  private final Network net;
  private final int[] floorFrom;
  private final int[] floors;
  private final int[] floorSpare;

  final byte[] stage;
  final int[] stageWaits;
  final int[] stageOpen;
  final boolean[] stageBack;
  final boolean[] stageGo;

  /** When a stage or step could begin, began, ended; NaN where it did not. */
  final double[] stageReady;

  final double[] stageBegin;
  final double[] stageEnd;
  int openStages;

  final byte[] step;
  final int[] stepWaits;
  final int[] stepNext;
  final int[] stepUnder;
  final int[] stepAsking;
  final boolean[] stepFailed;
  final boolean[] stepGo;
  final boolean[] stepHolds;
  final double[] stepReady;
  final double[] stepEnd;
  final int[] stepCause;

  /** When a step asked for its crew; the hosts it begins with became ready then (semantics 23). */
  final double[] stepQueued;

  /** Whether the run would have ended earlier had the step. */
  final boolean[] critical;

  final byte[] task;
  final byte[] leg;
  final double[] begin;

  /** When a host became ready to begin. */
  final double[] ready;

  final double[] touch;
  final boolean[] ok;
  final boolean[] inSet;
  final int[] stamp;
  final int[] undos;

  final int[] crewFree;
  final int[] crewHead;
  final int[] crewTail;
  final int[] crewNext;
  final int[] crewLast;
  final int[] out;
  private final int[] reasons;
  private final int[] stageWaits0;
  private final int[] stageOpen0;
  private final int[] stepWaits0;

  /** Effects under way; what it would take to undo what is touched or under way. */
  int under;

  double reserve;
  boolean partly;

  /**
   * Whether those who wait must be asked again: time was given back, or a host went out or in. One
   * that is out already is room for whoever wants the same host.
   */
  boolean freed;

  /** Steps that wait for a crew. */
  int queued;

  TrialState(Network net) {
    this.net = net;
    floorFrom = net.taskFloors.from();
    floors = net.taskFloors.list();
    floorSpare = net.floorSpare;
    stage = new byte[net.stages];
    stageWaits = new int[net.stages];
    stageOpen = new int[net.stages];
    stageBack = new boolean[net.stages];
    stageGo = new boolean[net.stages];
    stageReady = new double[net.stages];
    stageBegin = new double[net.stages];
    stageEnd = new double[net.stages];
    step = new byte[net.steps];
    stepWaits = new int[net.steps];
    stepNext = new int[net.steps];
    stepUnder = new int[net.steps];
    stepAsking = new int[net.steps];
    stepFailed = new boolean[net.steps];
    stepGo = new boolean[net.steps];
    stepHolds = new boolean[net.steps];
    stepReady = new double[net.steps];
    stepEnd = new double[net.steps];
    critical = new boolean[net.steps];
    stepCause = new int[net.steps];
    stepQueued = new double[net.steps];
    task = new byte[net.tasks];
    leg = new byte[net.tasks];
    begin = new double[net.tasks];
    ready = new double[net.tasks];
    touch = new double[net.tasks];
    ok = new boolean[net.tasks];
    inSet = new boolean[net.tasks];
    stamp = new int[net.tasks];
    undos = new int[net.tasks];
    crewFree = new int[net.crewSize.length];
    crewHead = new int[net.crewSize.length];
    crewTail = new int[net.crewSize.length];
    crewLast = new int[net.crewSize.length];
    crewNext = new int[net.steps];
    out = new int[net.floorSpare.length];
    reasons = new int[net.members];
    stageWaits0 = IntStream.range(0, net.stages).map(net.stagePreds::size).toArray();
    stageOpen0 =
        IntStream.range(0, net.stages)
            .map(s -> net.stageStepFrom[s + 1] - net.stageStepFrom[s])
            .toArray();
    stepWaits0 = IntStream.range(0, net.steps).map(net.stepPreds::size).toArray();
  }

  void reset() {
    Arrays.fill(stage, WAITING);
    System.arraycopy(stageWaits0, 0, stageWaits, 0, net.stages);
    System.arraycopy(stageOpen0, 0, stageOpen, 0, net.stages);
    Arrays.fill(stageBack, false);
    Arrays.fill(stageReady, Double.NaN);
    Arrays.fill(stageBegin, Double.NaN);
    Arrays.fill(stageEnd, Double.NaN);
    openStages = net.stages;
    Arrays.fill(step, WAITING);
    System.arraycopy(stepWaits0, 0, stepWaits, 0, net.steps);
    System.arraycopy(net.stepTaskFrom, 0, stepNext, 0, net.steps);
    Arrays.fill(stepUnder, 0);
    Arrays.fill(stepAsking, 0);
    Arrays.fill(stepFailed, false);
    Arrays.fill(stepHolds, false);
    Arrays.fill(stepReady, Double.NaN);
    Arrays.fill(stepEnd, Double.NaN);
    Arrays.fill(stepCause, -1);
    Arrays.fill(task, WAITING);
    Arrays.fill(touch, Double.NaN);
    Arrays.fill(inSet, false);
    Arrays.fill(undos, 0);
    System.arraycopy(net.crewSize, 0, crewFree, 0, crewFree.length);
    Arrays.fill(crewHead, -1);
    Arrays.fill(crewTail, -1);
    Arrays.fill(crewLast, -1);
    Arrays.fill(out, 0);
    Arrays.fill(reasons, 0);
    under = 0;
    reserve = 0;
    partly = false;
    freed = false;
    queued = 0;
  }

  /** Writes the trial into column {@code i} of the block. */
  void into(Block block, int i) {
    for (int s = 0; s < net.stages; s++) {
      block.stageReady[s][i] = stageReady[s];
      block.stageBegin[s][i] = stageBegin[s];
      block.stageEnd[s][i] = stageEnd[s];
    }
    for (int k = 0; k < net.steps; k++) {
      block.stepReady[k][i] = stepReady[k];
      block.stepEnd[k][i] = stepEnd[k];
      block.critical[k][i] = critical[k];
    }
  }

  /** Whether every service of the task's floors could lose its host, if it has not already. */
  boolean roomFor(int t) {
    for (int f = floorFrom[t]; f < floorFrom[t + 1]; f += 2) {
      int service = floors[f];
      if (reasons[floors[f + 1]] == 0 && out[service] >= floorSpare[service]) {
        return false;
      }
    }
    return true;
  }

  /** What it would take to undo what is touched or under way changes. */
  void reserved(double by) {
    reserve += by;
    freed |= by < 0;
  }

  /** Counts the task's host in or out of its services. */
  void count(int t, int by) {
    freed |= floorFrom[t] < floorFrom[t + 1];
    for (int f = floorFrom[t]; f < floorFrom[t + 1]; f += 2) {
      int member = floors[f + 1];
      boolean wasOut = reasons[member] > 0;
      reasons[member] += by;
      out[floors[f]] += (reasons[member] > 0 ? 1 : 0) - (wasOut ? 1 : 0);
    }
  }

  void queue(int crew, int k) {
    queued++;
    crewNext[k] = -1;
    if (crewTail[crew] < 0) {
      crewHead[crew] = k;
    } else {
      crewNext[crewTail[crew]] = k;
    }
    crewTail[crew] = k;
  }

  int unqueue(int crew) {
    queued--;
    int k = crewHead[crew];
    crewHead[crew] = crewNext[k];
    if (crewHead[crew] < 0) {
      crewTail[crew] = -1;
    }
    return k;
  }
}
