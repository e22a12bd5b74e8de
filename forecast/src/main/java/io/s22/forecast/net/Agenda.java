package io.s22.forecast.net;

import java.util.Arrays;

/**
 * In one trial, in order of time: when hosts begin that would have to be undone, and when such an
 * undoing is over. At one instant what is over comes first, then hosts in the order of the plan.
 */
final class Agenda {
  private final double[][] begins;
  private final Releases releases;

  /** Hosts in the order of the trial before: most often this trial's too. */
  private final int[] usual;

  private final int[] absent;

  /** The host that begins, or -1 less the number of the release. */
  int[] task;

  double[] time;
  int size;
  double[] released;

  Agenda(Network net, double[][] begins, Releases releases) {
    this.begins = begins;
    this.releases = releases;
    this.usual = open(net);
    this.absent = new int[usual.length];
    this.task = new int[usual.length + 16];
    this.time = new double[usual.length + 16];
    this.released = releases.by;
  }

  private static int[] open(Network net) {
    IntList list = new IntList();
    for (int t = 0; Crossing.acts(net) && t < net.tasks; t++) {
      boolean open = net.given == null || net.given.task()[t] == Given.OPEN;
      if (open && net.reserve[net.taskStep[t]] > 0) {
        list.add(t);
      }
    }
    return Arrays.copyOf(list.at, list.size);
  }

  /** What happens in trial {@code i} up to {@code finish}. */
  void fill(int i, double finish) {
    size = 0;
    int missing = 0;
    for (int h : usual) {
      double begin = begins[h][i];
      if (begin <= finish) {
        insert(begin, h);
      } else {
        absent[missing++] = h;
      }
    }
    System.arraycopy(task, 0, usual, 0, size);
    System.arraycopy(absent, 0, usual, size, missing);
    released = releases.by;
    for (int r = releases.head[i]; r >= 0; r = releases.next[r]) {
      if (releases.time[r] <= finish) {
        insert(releases.time[r], -1 - r);
      }
    }
  }

  private void insert(double when, int what) {
    if (size == task.length) {
      task = Arrays.copyOf(task, 2 * size);
      time = Arrays.copyOf(time, 2 * size);
    }
    int hole = size++;
    while (hole > 0
        && (time[hole - 1] > when || (time[hole - 1] == when && task[hole - 1] > what))) {
      time[hole] = time[hole - 1];
      task[hole] = task[hole - 1];
      hole--;
    }
    time[hole] = when;
    task[hole] = what;
  }
}
