package io.s22.forecast.net;

import java.util.Arrays;

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

  final byte[] stage;
  final int[] stageWaits;
  final int[] stageOpen;
  final boolean[] stageBack;
  final boolean[] stageGo;
  int openStages;

  final byte[] step;
  final int[] stepWaits;
  final int[] stepNext;
  final int[] stepUnder;
  final int[] stepAsking;
  final boolean[] stepFailed;
  final boolean[] stepGo;
  final boolean[] stepHolds;
  final double[] stepLast;
  final int[] stepCause;

  final byte[] task;
  final byte[] leg;
  final double[] begin;
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

  /** Effects under way; what it would take to undo what is touched or under way. */
  int under;

  double reserve;
  boolean partly;

  TrialState(Network net) {
    this.net = net;
    stage = new byte[net.stages];
    stageWaits = new int[net.stages];
    stageOpen = new int[net.stages];
    stageBack = new boolean[net.stages];
    stageGo = new boolean[net.stages];
    step = new byte[net.steps];
    stepWaits = new int[net.steps];
    stepNext = new int[net.steps];
    stepUnder = new int[net.steps];
    stepAsking = new int[net.steps];
    stepFailed = new boolean[net.steps];
    stepGo = new boolean[net.steps];
    stepHolds = new boolean[net.steps];
    stepLast = new double[net.steps];
    stepCause = new int[net.steps];
    task = new byte[net.tasks];
    leg = new byte[net.tasks];
    begin = new double[net.tasks];
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
  }

  void reset() {
    for (int s = 0; s < net.stages; s++) {
      stage[s] = WAITING;
      stageWaits[s] = net.stagePreds.size(s);
      stageOpen[s] = net.stageStepFrom[s + 1] - net.stageStepFrom[s];
      stageBack[s] = false;
    }
    openStages = net.stages;
    for (int k = 0; k < net.steps; k++) {
      step[k] = WAITING;
      stepWaits[k] = net.stepPreds.size(k);
      stepNext[k] = net.stepTaskFrom[k];
      stepUnder[k] = 0;
      stepAsking[k] = 0;
      stepFailed[k] = false;
      stepHolds[k] = false;
      stepLast[k] = Double.NaN;
      stepCause[k] = -1;
    }
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
  }

  /** Whether every service of the task's floors could lose its host, if it has not already. */
  boolean roomFor(int t) {
    Rows floors = net.taskFloors;
    for (int f = floors.from()[t]; f < floors.from()[t + 1]; f += 2) {
      int service = floors.list()[f];
      if (reasons[floors.list()[f + 1]] == 0 && out[service] >= net.floorSpare[service]) {
        return false;
      }
    }
    return true;
  }

  /** Counts the task's host in or out of its services. */
  void count(int t, int by) {
    Rows floors = net.taskFloors;
    for (int f = floors.from()[t]; f < floors.from()[t + 1]; f += 2) {
      int member = floors.list()[f + 1];
      boolean wasOut = reasons[member] > 0;
      reasons[member] += by;
      out[floors.list()[f]] += (reasons[member] > 0 ? 1 : 0) - (wasOut ? 1 : 0);
    }
  }

  void queue(int crew, int k) {
    crewNext[k] = -1;
    if (crewTail[crew] < 0) {
      crewHead[crew] = k;
    } else {
      crewNext[crewTail[crew]] = k;
    }
    crewTail[crew] = k;
  }

  int unqueue(int crew) {
    int k = crewHead[crew];
    crewHead[crew] = crewNext[k];
    if (crewHead[crew] < 0) {
      crewTail[crew] = -1;
    }
    return k;
  }
}
