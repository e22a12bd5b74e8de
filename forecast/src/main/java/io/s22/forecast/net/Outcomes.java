package io.s22.forecast.net;

/**
 * What became of steps in which something fails, from one walk of a {@link FlatPass} to the next:
 * where no host waits for an answer a step goes as before, earlier or later. Steps that services
 * notice are gone through again.
 */
final class Outcomes {
  private static final byte PASSES = 1;
  private static final byte CLEAN = 2;
  private static final byte RUN_BACK = 4;
  private static final byte ODD = 8;

  private final FlatHosts hosts;
  private final double[][] lasts;
  private final double[][] back;
  private final byte[][] how;

  Outcomes(Network net, FlatHosts hosts, int trials) {
    this.hosts = hosts;
    lasts = new double[net.steps][0];
    back = new double[net.steps][0];
    how = new byte[net.steps][0];
    for (int k = 0; hosts.kept && k < net.steps; k++) {
      if (net.taskEffects[net.stepTaskFrom[k]] == net.taskEffects[net.stepTaskFrom[k + 1]]) {
        lasts[k] = new double[trials];
        back[k] = new double[trials];
        how[k] = new byte[trials];
      }
    }
  }

  void note(StepAlone step, int k, int i, double began) {
    if (lasts[k].length > 0) {
      lasts[k][i] = step.end - began;
      back[k][i] = step.back;
      int bits = (step.passes ? PASSES : 0) | (step.clean ? CLEAN : 0);
      how[k][i] = (byte) (bits | (step.runGoesBack ? RUN_BACK : 0) | (step.odd ? ODD : 0));
    }
  }

  /** Sets {@code step} as it was noted; false where it must be gone through again. */
  boolean recall(StepAlone step, int k, int i, double began) {
    if (lasts[k].length == 0 || hosts.waits(k, i)) {
      return false;
    }
    step.end = began + lasts[k][i];
    step.back = back[k][i];
    step.passes = (how[k][i] & PASSES) != 0;
    step.clean = (how[k][i] & CLEAN) != 0;
    step.runGoesBack = (how[k][i] & RUN_BACK) != 0;
    step.odd = (how[k][i] & ODD) != 0;
    return true;
  }
}
