package io.s22.forecast.net;

import org.jspecify.annotations.Nullable;

/**
 * The end of a trial in which a step's failure takes the whole run back (semantics 12 and 14):
 * everything that had begun by then is gone through once more, stopped, and undone. What is not as
 * simple as that is left to {@link EventSim}.
 */
final class RunBack {
  private final Network net;
  private final @Nullable Given given;
  private final Block block;
  private final Spans spans;
  private final FlatHosts hosts;
  private final HostWay way;
  private final StepAlone alone;
  private final double[] end;
  private final IntList order = new IntList();

  /** Stages that wait for that of the failed step: they never begin. */
  private final boolean[] never;

  private int failedStage = -1;
  private double time;
  private boolean odd;

  RunBack(Network net, Block block, Spans spans, FlatHosts hosts, HostWay way, StepAlone alone) {
    this.net = net;
    this.given = net.given;
    this.block = block;
    this.spans = spans;
    this.hosts = hosts;
    this.way = way;
    this.alone = alone;
    this.end = new double[net.steps];
    this.never = new boolean[net.stages];
  }

  /**
   * Writes the rest of trial {@code i} into the block; {@code step} failed at {@code failed}.
   *
   * @return whether it was as simple as that
   */
  boolean run(int i, int step, double failed) {
    spans.forget(i);
    odd = false;
    time = failed;
    order.clear();
    waitFor(net.stepStage[step]);
    for (int k = net.steps - 1; k >= 0 && !odd; k--) {
      hosts.forget(k, i);
      begun(k, i, k == step, failed);
    }
    for (int s = 0; s < net.stages; s++) {
      // A stage that seems to end with the step that failed does not end.
      later(block.stageEnd[s], i, failed, s == failedStage || never[s]);
      later(block.stageBegin[s], i, failed, never[s]);
      later(block.stageReady[s], i, failed, never[s]);
    }
    undo(i);
    block.finish[i] = time;
    block.back[i] = time - failed;
    block.result[i] = Block.ROLLED_BACK;
    block.blame[i] = step;
    return !odd;
  }

  private void waitFor(int stage) {
    if (stage == failedStage) {
      return;
    }
    failedStage = stage;
    Rows preds = net.stagePreds;
    for (int s : net.stageOrder) {
      never[s] = false;
      for (int e = preds.from()[s]; e < preds.from()[s + 1]; e++) {
        never[s] |= preds.list()[e] == stage || never[preds.list()[e]];
      }
    }
  }

  /**
   * What was to happen later does not; what happens at the same instant is not told apart, unless
   * it is known to have been waiting for what failed.
   */
  private void later(double[] times, int i, double failed, boolean waits) {
    odd |= times[i] == failed && !waits;
    times[i] = times[i] < failed ? times[i] : Double.NaN;
  }

  private void begun(int k, int i, boolean failing, double failed) {
    double begin = block.stepBegin[k][i];
    byte state = given == null ? Given.OPEN : given.step()[k];
    boolean begins = begin < failed || (failing && begin <= failed);
    end[k] = Double.NaN;
    odd |= state == Given.UNDOING;
    if (given != null && state == Given.RUNNING) {
      begins = true;
      underWay(k, i, failing, given, failed);
    } else if (given != null && state != Given.OPEN) {
      begins = true;
      alone.ended(k, given);
    } else {
      odd |= begin == failed && !failing && !never[net.stepStage[k]];
      if (begins) {
        open(k, i, failing, begin, failed);
      }
    }
    if (!failing) {
      later(block.stepReady[k], i, failed, never[net.stepStage[k]]);
      later(block.stepEnd[k], i, failed, never[net.stepStage[k]]);
      end[k] = block.stepEnd[k][i];
    }
    if (begins && net.stepHasRollback[k]) {
      insert(k);
    }
  }

  private void open(int k, int i, boolean failing, double begin, double failed) {
    if (failing) {
      alone.failing(k, i, begin);
    } else {
      alone.until(k, i, begin, failed);
    }
    odd |= alone.odd;
    time = Math.max(time, alone.end);
  }

  private void underWay(int k, int i, boolean failing, Given from, double failed) {
    if (failing) {
      alone.resumeFailing(k, i, from);
    } else {
      alone.resumeUntil(k, i, from, failed);
    }
    odd |= alone.odd;
    time = Math.max(time, alone.end);
  }

  /** Never ended first, then the latest; steps come here in reverse order of the plan. */
  private void insert(int k) {
    order.add(k);
    int hole = order.size - 1;
    while (hole > 0 && endedLater(k, order.at[hole - 1])) {
      order.at[hole] = order.at[hole - 1];
      hole--;
    }
    order.at[hole] = k;
  }

  private boolean endedLater(int a, int b) {
    return Double.isNaN(end[a]) ? !Double.isNaN(end[b]) : end[a] > end[b];
  }

  private void undo(int i) {
    for (int o = 0; o < order.size && !odd; o++) {
      IntList tasks = alone.touched(order.at[o]);
      for (int x = 0; x < tasks.size && !odd; x++) {
        int task = tasks.at[x];
        way.back(task, alone.nextBack(task), time, i);
        odd |= !way.ok;
        time = way.end;
      }
    }
  }
}
