package io.s22.forecast.net;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

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

  /** Seconds of the window in which the service answers poorly; empty where nobody asks. */
  public final double[][] poor;

  /** By service: what only its mean is asked of. */
  public final ServiceSums[] sums;

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
    stageEnd = rows(full ? net.stages : 0, s -> true, trials);
    int services = full ? net.services.size() : 0;
    down = rows(services, s -> net.services.watched()[s], trials);
    longest = rows(services, s -> net.services.watched()[s], trials);
    poor = rows(services, s -> settings.each() && net.services.watched()[s], trials);
    sums = new ServiceSums[services];
    downAt = new long[services][ServiceMeter.GRID + 1];
    for (int s = 0; s < services; s++) {
      sums[s] = new ServiceSums(replicates);
    }
    critical = new long[net.steps];
    keptEach = full ? Math.min(1 << bits, Math.max(1, settings.kept(net.steps) / replicates)) : 0;
    stepReady = new double[full ? net.steps : 0][keptEach * replicates];
    stepEnd = new double[full ? net.steps : 0][keptEach * replicates];
  }

  /** Memory is had from the system by several threads at once. */
  private static double[][] rows(int count, IntPredicate wanted, int trials) {
    double[][] rows = new double[count][];
    IntStream.range(0, count)
        .parallel()
        .forEach(r -> rows[r] = new double[wanted.test(r) ? trials : 0]);
    return rows;
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
