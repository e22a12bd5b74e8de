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

  /** Hosts in the order of the trial before: most often this trial's too. */
  private final int[] usual;

  private final int[] absent;

  /** The host that begins, or -1 less the number of the release. */
  int[] task;

  double[] time;
  int size;
  double[] released;

  /** The time to undo those that began before, and what of it was over before. */
  double begun;

  double over;

  Agenda(Network net, double[][] begins, Releases releases) {
    this.begins = begins;
    this.releases = releases;
    this.reserve = net.reserve;
    this.taskStep = net.taskStep;
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

  /** What happens in trial {@code i} from one instant to another; what was before is summed up. */
  void fill(int i, double from, double to) {
    size = 0;
    begun = 0;
    over = 0;
    int missing = 0;
    for (int h : usual) {
      double begin = begins[h][i];
      if (begin >= from && begin <= to) {
        insert(begin, h);
      } else {
        begun += begin < from ? reserve[taskStep[h]] : 0;
        absent[missing++] = h;
      }
    }
    System.arraycopy(task, 0, usual, 0, size);
    System.arraycopy(absent, 0, usual, size, missing);
    released = releases.by;
    for (int r = releases.head[i]; r >= 0; r = releases.next[r]) {
      if (releases.time[r] < from) {
        over += releases.by[r];
      } else if (releases.time[r] <= to) {
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
