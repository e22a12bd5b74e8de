package io.s22.forecast.net;

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
    for (int k = 0; k < net.steps; k++) {
      block.critical[k][i] = false;
    }
    open.clear();
    if (blame >= 0 && block.result[i] >= Block.ROLLED_BACK) {
      mark(blame, i);
    } else {
      endingAt(block.finish[i], i, blame);
    }
    while (open.size > 0) {
      back(open.at[--open.size], i);
    }
  }

  private void endingAt(double finish, int i, int blame) {
    boolean found = false;
    for (int s = 0; s < net.stages; s++) {
      if (block.stageEnd[s][i] == finish) {
        found = true;
        stage(s, i);
      }
    }
    if (!found && blame >= 0) {
      mark(blame, i);
    }
  }

  private void stage(int s, int i) {
    if (net.stageStepFrom[s] == net.stageStepFrom[s + 1]) {
      beforeStage(s, i);
    }
    for (int k = net.stageStepFrom[s]; k < net.stageStepFrom[s + 1]; k++) {
      if (block.stepEnd[k][i] == block.stageEnd[s][i]) {
        mark(k, i);
      }
    }
  }

  private void mark(int k, int i) {
    if (!block.critical[k][i]) {
      block.critical[k][i] = true;
      open.add(k);
    }
  }

  private void back(int k, int i) {
    if (now.stepCause[k] >= 0) {
      mark(now.stepCause[k], i);
      return;
    }
    double ready = block.stepReady[k][i];
    Rows preds = net.stepPreds;
    for (int e = preds.from()[k]; e < preds.from()[k + 1]; e++) {
      if (block.stepEnd[preds.list()[e]][i] == ready) {
        mark(preds.list()[e], i);
      }
    }
    int s = net.stepStage[k];
    if (block.stageBegin[s][i] == ready) {
      beforeStage(s, i);
    }
  }

  private void beforeStage(int s, int i) {
    Rows preds = net.stagePreds;
    for (int e = preds.from()[s]; e < preds.from()[s + 1]; e++) {
      if (block.stageEnd[preds.list()[e]][i] == block.stageReady[s][i]) {
        stage(preds.list()[e], i);
      }
    }
  }
}
