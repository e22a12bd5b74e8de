package io.s22.forecast.net;

import java.util.Arrays;

/**
 * Which steps were critical in a trial: from what ended last, back along what each had to wait for
 * (the step or crew whose end is the instant at which it could begin).
 */
final class Trace {
  private final Network net;
  private final Block block;
  private final TrialState now;
  private final IntList open = new IntList();

  Trace(Network net, Block block, TrialState now) {
    this.net = net;
    this.block = block;
    this.now = now;
  }

  /** Marks trial {@code i}; {@code blame} is the step that made the run go back, or -1. */
  void critical(int i, int blame) {
    Arrays.fill(now.critical, false);
    open.clear();
    if (blame >= 0 && block.result[i] >= Block.ROLLED_BACK) {
      mark(blame);
    } else {
      endingAt(block.finish[i], blame);
    }
    while (open.size > 0) {
      back(open.at[--open.size]);
    }
  }

  private void endingAt(double finish, int blame) {
    boolean found = false;
    for (int s = 0; s < net.stages; s++) {
      if (now.stageEnd[s] == finish) {
        found = true;
        stage(s);
      }
    }
    if (!found && blame >= 0) {
      mark(blame);
    }
  }

  private void stage(int s) {
    if (net.stageStepFrom[s] == net.stageStepFrom[s + 1]) {
      beforeStage(s);
    }
    for (int k = net.stageStepFrom[s]; k < net.stageStepFrom[s + 1]; k++) {
      if (now.stepEnd[k] == now.stageEnd[s]) {
        mark(k);
      }
    }
  }

  private void mark(int k) {
    if (!now.critical[k]) {
      now.critical[k] = true;
      open.add(k);
    }
  }

  private void back(int k) {
    if (now.stepCause[k] >= 0) {
      mark(now.stepCause[k]);
      return;
    }
    double ready = now.stepReady[k];
    Rows preds = net.stepPreds;
    for (int e = preds.from()[k]; e < preds.from()[k + 1]; e++) {
      if (now.stepEnd[preds.list()[e]] == ready) {
        mark(preds.list()[e]);
      }
    }
    int s = net.stepStage[k];
    if (now.stageBegin[s] == ready) {
      beforeStage(s);
    }
  }

  private void beforeStage(int s) {
    Rows preds = net.stagePreds;
    for (int e = preds.from()[s]; e < preds.from()[s + 1]; e++) {
      if (now.stageEnd[preds.list()[e]] == now.stageReady[s]) {
        stage(preds.list()[e]);
      }
    }
  }
}
