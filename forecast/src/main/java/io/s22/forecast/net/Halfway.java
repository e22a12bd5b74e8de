package io.s22.forecast.net;

/**
 * What a {@link FlatPass} has come to before one of the stages, in the order in which it walks
 * them: where only later hosts have to wait, the second walk begins there.
 */
final class Halfway {
  private final Block block;
  private final Spans spans;
  private final boolean[] partly;
  private final double[] failedAt;
  private final double[] finishThen;
  private final double[] backThen;
  private final int[] blameThen;
  private final boolean[] partlyThen;
  private final double[] failedAtThen;
  private final int[] spansThen;
  private int spanCount;

  Halfway(Block block, Spans spans, boolean[] partly, double[] failedAt) {
    this.block = block;
    this.spans = spans;
    this.partly = partly;
    this.failedAt = failedAt;
    finishThen = new double[block.size];
    backThen = new double[block.size];
    blameThen = new int[block.size];
    partlyThen = new boolean[block.size];
    failedAtThen = new double[block.size];
    spansThen = new int[block.size];
  }

  void keep(int n) {
    Lanes.copy(block.finish, finishThen, n);
    Lanes.copy(block.back, backThen, n);
    Lanes.copy(failedAt, failedAtThen, n);
    System.arraycopy(block.blame, 0, blameThen, 0, n);
    System.arraycopy(partly, 0, partlyThen, 0, n);
    System.arraycopy(spans.head, 0, spansThen, 0, n);
    spanCount = spans.size();
  }

  void restore(int n) {
    Lanes.copy(finishThen, block.finish, n);
    Lanes.copy(backThen, block.back, n);
    Lanes.copy(failedAtThen, failedAt, n);
    System.arraycopy(blameThen, 0, block.blame, 0, n);
    System.arraycopy(partlyThen, 0, partly, 0, n);
    spans.shrink(spanCount, spansThen);
  }
}
