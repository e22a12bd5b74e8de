package io.s22.forecast.net;

import java.util.Arrays;

/**
 * In one trial, in order of time: when hosts begin that would have to be undone, and when such an
 * undoing is over. At one instant what is over comes first, then hosts in the order of the plan.
 */
final class Agenda {
  private final double[][] begins;
  private final Releases releases;
  private final double[] reserve;
  private final int[] taskStep;
  private final int[] open;

  /** Hosts that begin in the span of {@link #about} in any trial of the block. */
  private final int[] near;

  private int nearby;
  private double from;
  private double to;

  /** By trial: the time to undo those that begin before the span. */
  private final double[] before;

  /** The host that begins, or -1 less the number of the release. */
  int[] task;

  double[] time;
  int size;
  double[] released;

  /** The time to undo those that began before, and what of it was over before. */
  double begun;

  double over;

  Agenda(Network net, double[][] begins, Releases releases, int trials) {
    this.begins = begins;
    this.releases = releases;
    this.reserve = net.reserve;
    this.taskStep = net.taskStep;
    this.open = open(net);
    this.near = new int[open.length];
    this.before = new double[trials];
    this.task = new int[open.length + 16];
    this.time = new double[open.length + 16];
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

  /** Prepares for what happens in the {@code n} trials of the block from one instant to another. */
  void about(double first, double last, int n) {
    from = first;
    to = last;
    nearby = 0;
    Arrays.fill(before, 0, n, 0);
    for (int h : open) {
      Lanes.addBelow(begins[h], from, reserve[taskStep[h]], before, n);
      if (Lanes.anyWithin(begins[h], from, to, n)) {
        near[nearby++] = h;
      }
    }
  }

  /** What happens in trial {@code i} in the span prepared for; what was before is summed up. */
  void fillNear(int i) {
    size = 0;
    begun = before[i];
    for (int x = 0; x < nearby; x++) {
      double begin = begins[near[x]][i];
      if (begin >= from && begin <= to) {
        insert(begin, near[x]);
      }
    }
    over(i, from, to);
  }

  /** What happens in trial {@code i} until {@code last}. */
  void fill(int i, double last) {
    size = 0;
    begun = 0;
    for (int h : open) {
      double begin = begins[h][i];
      if (begin <= last) {
        insert(begin, h);
      }
    }
    over(i, Double.NEGATIVE_INFINITY, last);
  }

  private void over(int i, double first, double last) {
    over = 0;
    released = releases.by;
    for (int r = releases.head[i]; r >= 0; r = releases.next[r]) {
      if (releases.time[r] < first) {
        over += releases.by[r];
      } else if (releases.time[r] <= last) {
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
