package io.s22.forecast.net;

import java.util.Arrays;

/** By trial: when it needs less time to undo all than before, and by how much. */
final class Releases {
  final int[] head;
  int[] next = new int[64];
  double[] time = new double[64];
  double[] by = new double[64];
  private int size;

  Releases(int trials) {
    head = new int[trials];
  }

  void clear() {
    size = 0;
    Arrays.fill(head, -1);
  }

  void add(int i, double at, double seconds) {
    if (seconds <= 0) {
      return;
    }
    if (size == next.length) {
      next = Arrays.copyOf(next, 2 * size);
      time = Arrays.copyOf(time, 2 * size);
      by = Arrays.copyOf(by, 2 * size);
    }
    next[size] = head[i];
    time[size] = at;
    by[size] = seconds;
    head[i] = size++;
  }
}
