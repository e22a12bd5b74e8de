package io.s22.forecast.net;

import java.util.Arrays;

/** Marks the critical steps of the plain trials of a block: one pass from the end to the begin. */
final class CriticalPass {
  private final Network net;
  private final Block block;
  private final boolean[][] stageCritical;
  private final boolean[] beginCritical;
  private final boolean[][] events;

  CriticalPass(Network net, Block block) {
    this.net = net;
    this.block = block;
    this.stageCritical = new boolean[net.stages][block.size];
    this.beginCritical = new boolean[block.size];
    this.events = new boolean[net.steps][block.size];
  }

  /** {@code eventsOnly}: all trials were traced one by one, and nothing is left to do. */
  void run(int n, boolean eventsOnly) {
    if (eventsOnly) {
      return;
    }
    clear(n);
    int at = net.steps;
    for (int o = net.stages - 1; o >= 0; o--) {
      int stage = net.stageOrder[o];
      boolean[] marks = stageCritical[stage];
      Lanes.meet(block.stageEnd[stage], block.finish, marks, n);
      Arrays.fill(beginCritical, 0, n, false);
      if (net.stageStepFrom[stage] == net.stageStepFrom[stage + 1]) {
        System.arraycopy(marks, 0, beginCritical, 0, n);
      }
      for (int k = net.stageStepFrom[stage]; k < net.stageStepFrom[stage + 1]; k++) {
        step(net.stepOrder[--at], stage, n);
      }
      Rows preds = net.stagePreds;
      for (int e = preds.from()[stage]; e < preds.from()[stage + 1]; e++) {
        int before = preds.list()[e];
        Lanes.meet(
            block.stageEnd[before],
            block.stageReady[stage],
            beginCritical,
            stageCritical[before],
            n);
      }
    }
    restore(n);
  }

  private void step(int step, int stage, int n) {
    boolean[] marks = block.critical[step];
    Lanes.meet(block.stepEnd[step], block.stageEnd[stage], stageCritical[stage], marks, n);
    Lanes.meet(block.blame, step, marks, n);
    double[] ready = block.stepReady[step];
    Rows preds = net.stepPreds;
    for (int e = preds.from()[step]; e < preds.from()[step + 1]; e++) {
      int before = preds.list()[e];
      Lanes.meet(block.stepEnd[before], ready, marks, block.critical[before], n);
    }
    Lanes.meet(block.stageBegin[stage], ready, marks, beginCritical, n);
  }

  private void clear(int n) {
    for (boolean[] marks : stageCritical) {
      Arrays.fill(marks, 0, n, false);
    }
    for (int k = 0; k < net.steps; k++) {
      System.arraycopy(block.critical[k], 0, events[k], 0, n);
      Arrays.fill(block.critical[k], 0, n, false);
    }
  }

  /** Trials that went event by event keep the marks of their own trace. */
  private void restore(int n) {
    for (int i = 0; i < n; i++) {
      if (block.odd[i]) {
        for (int k = 0; k < net.steps; k++) {
          block.critical[k][i] = events[k][i];
        }
      }
    }
  }
}
