package io.s22.bench.forecast;

import io.s22.forecast.net.Columns;
import io.s22.forecast.net.Network;
import io.s22.forecast.net.PayRule;
import io.s22.forecast.net.Settings;
import io.s22.forecast.net.Simulation;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * How much less S22's answers vary than crude Monte Carlo's in the same time, on the network of 13
 * steps: the mean end, and the probability of a tail of one in ten. Both are computed many times
 * with other seeds; efficiency is 1 / (variance times processor time).
 */
public final class Precision {
  private static final int REPEATS = 40;
  private static final int TRIALS = 1 << 16;

  private Precision() {}

  /** Means of the values, tails, and processor time each took. */
  private record Measured(double[] means, double[] tails, double nanos) {
    double cost(double[] values) {
      double mean = Arrays.stream(values).average().orElseThrow();
      double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
      return squares / (values.length - 1) * nanos;
    }
  }

  static double mean(Network net, int trials) {
    return Arrays.stream(ends(net, 1, trials).finish).average().orElseThrow();
  }

  private static Columns ends(Network net, long seed, int trials) {
    return Simulation.run(net, Settings.of(trials, seed, 1, PayRule.plain(0)).lean());
  }

  public static void main(String[] arguments) {
    Network net = ThirteenSteps.network();
    double[] all = ends(net, 99, 1 << 20).finish.clone();
    Arrays.sort(all);
    double late = all[all.length * 9 / 10];
    s22(net, late);
    crude(late);
    Measured ours = s22(net, late);
    Measured theirs = crude(late);
    System.out.printf(
        Locale.ROOT,
        "%d nights: S22 %.1f ms, crude %.1f ms of processor; variance at equal time: mean %.0f"
            + " times smaller, tail of 1 in 10 %.1f times smaller%n",
        TRIALS,
        ours.nanos() / 1e6,
        theirs.nanos() / 1e6,
        theirs.cost(theirs.means()) / ours.cost(ours.means()),
        theirs.cost(theirs.tails()) / ours.cost(ours.tails()));
  }

  private static Measured s22(Network net, double late) {
    double[] means = new double[REPEATS];
    double[] tails = new double[REPEATS];
    long begun = Cpu.nanos();
    for (int r = 0; r < REPEATS; r++) {
      double[] ends = ends(net, r, TRIALS).finish;
      fold(ends, late, means, tails, r);
    }
    return new Measured(means, tails, (Cpu.nanos() - begun) / (double) REPEATS);
  }

  private static void fold(double[] ends, double late, double[] means, double[] tails, int r) {
    double sum = 0;
    int hits = 0;
    for (double end : ends) {
      sum += end;
      hits += end > late ? 1 : 0;
    }
    means[r] = sum / ends.length;
    tails[r] = (double) hits / ends.length;
  }

  /** Independent nights with the JDK's own generators: the best crude Monte Carlo at hand. */
  private static Measured crude(double late) {
    double[] means = new double[REPEATS];
    double[] tails = new double[REPEATS];
    double[] ends = new double[TRIALS];
    SplittableRandom random = new SplittableRandom(5);
    long begun = Cpu.nanos();
    for (int r = 0; r < REPEATS; r++) {
      for (int i = 0; i < TRIALS; i++) {
        ends[i] = night(random) * 60;
      }
      fold(ends, late, means, tails, r);
    }
    return new Measured(means, tails, (Cpu.nanos() - begun) / (double) REPEATS);
  }

  private static double night(SplittableRandom random) {
    double[] end = new double[ThirteenSteps.MEANS.length];
    double last = 0;
    for (int k = 0; k < end.length; k++) {
      double begins = 0;
      for (int before : ThirteenSteps.AFTER[k]) {
        begins = Math.max(begins, end[before]);
      }
      double mean = ThirteenSteps.MEANS[k];
      double takes =
          ThirteenSteps.NORMAL[k]
              ? Math.max(0, random.nextGaussian(mean, mean / 4))
              : random.nextExponential() * mean;
      end[k] = begins + takes;
      last = Math.max(last, end[k]);
    }
    return last;
  }
}
