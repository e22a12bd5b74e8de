package io.s22.forecast.net;

import io.s22.forecast.draw.Law;

/**
 * The first way forward of every task in a block of trials, drawn variable by variable before the
 * trials are played: a variable's table then stays in the cache, and an event only adds. Laid out
 * trial by trial, as the events ask for it.
 */
final class FirstTries {
  private static final int EACH = 3;

  private final Network net;
  private final Draws draws;
  private double[] takes = {};
  private final double[] u;
  private final double[] d;
  private boolean drawn;

  FirstTries(Network net, Draws draws, int block) {
    this.net = net;
    this.draws = draws;
    this.u = new double[block];
    this.d = new double[block];
  }

  /** Draws for {@code n} trials. */
  void draw(int n) {
    if (takes.length < net.tasks * EACH * n) {
      takes = new double[net.tasks * EACH * n];
    }
    for (int task = 0; task < net.tasks; task++) {
      if (net.given == null || net.given.task()[task] == Given.OPEN) {
        for (int phase = Network.PRECHECK; phase <= Network.VERIFY; phase++) {
          durations(task, phase, n);
        }
        for (int phase = Network.PRECHECK; phase <= Network.VERIFY; phase++) {
          failures(task, phase, n);
        }
      }
    }
    drawn = true;
  }

  /** Where the phases of {@code task} in trial {@code i} begin in {@link #at}. */
  int place(int task, int i) {
    return (i * net.tasks + task) * EACH;
  }

  /** Whether the first attempt is known to come through. */
  boolean comesThrough(int place) {
    return drawn && takes[place] >= 0;
  }

  /** How long a phase takes. */
  double at(int place, int phase) {
    return takes[place + phase];
  }

  private void durations(int task, int phase, int n) {
    int step = net.taskStep[task];
    Law law = net.law[phase][step];
    int stride = net.tasks * EACH;
    int at = task * EACH + phase;
    if (law == null) {
      for (int i = 0; i < n; i++, at += stride) {
        takes[at] = 0;
      }
      return;
    }
    if (!law.fixed()) {
      draws.uniforms(net.taskVar[task] + 2 * phase, u, n);
      int group = phase == Network.ACT ? net.stepGroup[step] : -1;
      if (group >= 0) {
        draws.together(group, u, n);
      }
    }
    law.fill(u, d, n);
    for (int i = 0; i < n; i++, at += stride) {
      takes[at] = d[i];
    }
  }

  /** What fails or is cut off is marked at its first phase: it is played step by step. */
  private void failures(int task, int phase, int n) {
    int step = net.taskStep[task];
    double p = net.fails[phase][step];
    double cut = net.cut[phase][step];
    int stride = net.tasks * EACH;
    int at = task * EACH;
    if (p > 0) {
      draws.uniforms(net.taskVar[task] + 2 * phase + 1, u, n);
      for (int i = 0, x = at; i < n; i++, x += stride) {
        if (u[i] < p) {
          takes[x] = Double.NaN;
        }
      }
    }
    if (cut < Double.POSITIVE_INFINITY) {
      for (int i = 0, x = at; i < n; i++, x += stride) {
        if (takes[x + phase] > cut) {
          takes[x] = Double.NaN;
        }
      }
    }
  }
}
