package io.s22.forecast.net;

import java.util.BitSet;

/** Which steps cannot begin before which others have ended, directly or not. */
final class Precedence {
  private final Network net;
  private final BitSet[] stageBefore;
  private final BitSet[] stepBefore;

  Precedence(Network net) {
    this.net = net;
    this.stageBefore = before(net.stageOrder, net.stagePreds);
    this.stepBefore = before(net.stepOrder, net.stepPreds);
  }

  /** Whether {@code step} waits for {@code earlier}. */
  boolean waits(int step, int earlier) {
    int stage = net.stepStage[step];
    int other = net.stepStage[earlier];
    return stage == other ? stepBefore[step].get(earlier) : stageBefore[stage].get(other);
  }

  private static BitSet[] before(int[] order, Rows preds) {
    BitSet[] before = new BitSet[order.length];
    for (int x : order) {
      before[x] = new BitSet();
      for (int e = preds.from()[x]; e < preds.from()[x + 1]; e++) {
        before[x].set(preds.list()[e]);
        before[x].or(before[preds.list()[e]]);
      }
    }
    return before;
  }
}
