package io.s22.forecast.net;

/**
 * What became of every trial. Trial t belongs to scramble t >> bits; the trials of one scramble are
 * not independent of each other, those of different scrambles are.
 */
public final class Columns {
  public final int replicates;
  public final int bits;

  /** By trial. */
  public final double[] finish;

  public final byte[] result;
  public final double[] back;
  public final boolean[] turned;

  /** By stage, then trial; NaN where the stage was not completed. */
  public final double[][] stageEnd;

  /** By service, then trial, in seconds; empty where nothing can happen to the service. */
  public final double[][] down;

  public final double[][] longest;
  public final double[][] poor;
  public final double[][] paid;
  public final double[][] userMinutes;

  /** Of {@link #userMinutes} those that are paid for. */
  public final double[][] paidMinutes;

  /** The most users active in any minute of interruption. */
  public final double[][] usersHit;

  /** By service, then instant of the window (49, both ends): trials in which it was down. */
  public final long[][] downAt;

  /** By step: trials in which it was critical. */
  public final long[] critical;

  /** By step, then sampled trial: when it could begin and when it ended; NaN where it did not. */
  public final double[][] stepReady;

  public final double[][] stepEnd;

  /** The trials of which steps were kept: this many of each scramble, from its first. */
  public final int keptEach;

  Columns(Network net, Settings settings) {
    this.bits = settings.bits();
    this.replicates = settings.replicates();
    int trials = replicates << bits;
    finish = new double[trials];
    result = new byte[trials];
    back = new double[trials];
    turned = new boolean[trials];
    boolean full = settings.full();
    stageEnd = new double[full ? net.stages : 0][trials];
    int services = full ? net.services.size() : 0;
    down = new double[services][0];
    longest = new double[services][0];
    poor = new double[services][0];
    paid = new double[services][0];
    userMinutes = new double[services][0];
    paidMinutes = new double[services][0];
    usersHit = new double[services][0];
    downAt = new long[services][ServiceMeter.GRID + 1];
    for (int s = 0; s < services; s++) {
      if (net.services.watched()[s]) {
        down[s] = new double[trials];
        longest[s] = new double[trials];
        poor[s] = new double[trials];
        paid[s] = new double[trials];
        userMinutes[s] = new double[settings.pay().users()[s].length == 0 ? 0 : trials];
        paidMinutes[s] = new double[userMinutes[s].length];
        usersHit[s] = new double[userMinutes[s].length];
      }
    }
    critical = new long[net.steps];
    keptEach = full ? Math.min(1 << bits, Math.max(1, settings.kept(net.steps) / replicates)) : 0;
    stepReady = new double[full ? net.steps : 0][keptEach * replicates];
    stepEnd = new double[full ? net.steps : 0][keptEach * replicates];
  }

  long eventTrials;

  /** The share of trials that went event by event. */
  public double byEvents() {
    return (double) eventTrials / trials();
  }

  /** How many trials there are: at least as many as were asked for. */
  public int trials() {
    return finish.length;
  }
}
