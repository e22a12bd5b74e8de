package io.s22.forecast.net;

/** What became of a block of trials, by trial; times in seconds from the window's opening. */
final class Block {
  static final byte DONE = 0;
  static final byte PARTLY_DONE = 1;
  static final byte ROLLED_BACK = 2;
  static final byte STUCK = 3;

  final int size;

  /** By stage, then trial: when it could begin; when it ended, NaN where it was not completed. */
  final double[][] stageReady;

  final double[][] stageBegin;
  final double[][] stageEnd;

  /** By step, then trial: when it could begin, when it ended; NaN where it did not. */
  final double[][] stepReady;

  final double[][] stepEnd;

  /** By step, then trial: when its first host could begin, after its gates; NaN as above. */
  final double[][] stepBegin;

  /** By trial: the step whose failure took the run back in the plain pass, or -1. */
  final int[] blame;

  /** By step, then trial: whether the run would have ended earlier had the step. */
  final boolean[][] critical;

  /** Trials that the plain pass cannot finish: something failed for good, or time got short. */
  final boolean[] odd;

  final double[] finish;
  final byte[] result;

  /** How long going back took; 0 where nothing went back. */
  final double[] back;

  /** Whether the run turned back because time got short, not because something failed. */
  final boolean[] turned;

  Block(Network net, int size) {
    this.size = size;
    stageReady = new double[net.stages][size];
    stageBegin = new double[net.stages][size];
    stageEnd = new double[net.stages][size];
    stepReady = new double[net.steps][size];
    stepEnd = new double[net.steps][size];
    stepBegin = new double[net.steps][size];
    blame = new int[size];
    critical = new boolean[net.steps][size];
    odd = new boolean[size];
    finish = new double[size];
    result = new byte[size];
    back = new double[size];
    turned = new boolean[size];
  }
}
