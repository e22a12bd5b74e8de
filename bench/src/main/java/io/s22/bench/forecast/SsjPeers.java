package io.s22.bench.forecast;

import java.util.ArrayList;
import java.util.List;
import umontreal.ssj.probdist.ContinuousDistribution;
import umontreal.ssj.probdist.ExponentialDist;
import umontreal.ssj.probdist.NormalDist;
import umontreal.ssj.rng.MRG32k3a;
import umontreal.ssj.rng.RandomStream;
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;

/** The network in SSJ (P. L'Ecuyer): as a longest path, and with its events. */
final class SsjPeers {
  private final RandomStream stream = new MRG32k3a();
  private final List<ContinuousDistribution> laws = new ArrayList<>();
  private final double[] ends = new double[ThirteenSteps.MEANS.length];

  SsjPeers() {
    for (int k = 0; k < ends.length; k++) {
      double mean = ThirteenSteps.MEANS[k];
      laws.add(
          ThirteenSteps.NORMAL[k] ? new NormalDist(mean, mean / 4) : new ExponentialDist(1 / mean));
    }
  }

  private double takes(int k) {
    return Math.max(0, laws.get(k).inverseF(stream.nextDouble()));
  }

  /** The mean end of {@code trials} nights, each one pass in topological order. */
  double byLongestPath(int trials) {
    double sum = 0;
    for (int i = 0; i < trials; i++) {
      double last = 0;
      for (int k = 0; k < ends.length; k++) {
        double begins = 0;
        for (int before : ThirteenSteps.AFTER[k]) {
          begins = Math.max(begins, ends[before]);
        }
        ends[k] = begins + takes(k);
        last = Math.max(last, ends[k]);
      }
      sum += last;
    }
    return sum / trials;
  }

  /** The same with SSJ's event list. */
  double byEvents(int trials) {
    double sum = 0;
    for (int i = 0; i < trials; i++) {
      Simulator simulator = new Simulator();
      int[] waits = new int[ends.length];
      for (int k = 0; k < ends.length; k++) {
        waits[k] = ThirteenSteps.AFTER[k].length;
      }
      for (int k = 0; k < ends.length; k++) {
        if (waits[k] == 0) {
          new End(simulator, k, waits).schedule(takes(k));
        }
      }
      simulator.start();
      sum += simulator.time();
    }
    return sum / trials;
  }

  /** A step ends: what waited for it alone begins. */
  private final class End extends Event {
    private final int step;
    private final int[] waits;

    End(Simulator simulator, int step, int[] waits) {
      super(simulator);
      this.step = step;
      this.waits = waits;
    }

    @Override
    public void actions() {
      for (int k = step + 1; k < waits.length; k++) {
        for (int before : ThirteenSteps.AFTER[k]) {
          if (before == step && --waits[k] == 0) {
            new End(simulator(), k, waits).schedule(takes(k));
          }
        }
      }
    }
  }
}
