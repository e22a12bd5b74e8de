package io.s22.forecast.net;

import java.util.Arrays;

/** Walks through the ends of outages of a service's members in time, counting who is out. */
final class Sweep {
  private double[] time0 = new double[128];
  private int[] what = new int[128];
  private final int[] reasons;
  private int size;
  private int at;

  /** After {@link #next}: the instant, members out from then on, whether one just went out. */
  double time;

  int out;
  boolean lost;

  Sweep(int members) {
    reasons = new int[members];
  }

  void clear() {
    size = 0;
    at = 0;
    out = 0;
  }

  boolean isEmpty() {
    return size == 0;
  }

  void add(double from, double to, int member) {
    if (size + 2 > what.length) {
      time0 = Arrays.copyOf(time0, 2 * time0.length);
      what = Arrays.copyOf(what, 2 * what.length);
    }
    time0[size] = from;
    what[size++] = 2 * member + 1;
    time0[size] = to;
    what[size++] = 2 * member;
  }

  /** By time; at the same instant ends come first. Shell's method: near order, no allocation. */
  void sort() {
    Arrays.fill(reasons, 0);
    for (int gap = size < 24 ? 1 : 1 + size / 3; gap > 0; gap = gap == 1 ? 0 : 1 + gap / 4) {
      for (int x = gap; x < size; x++) {
        double t = time0[x];
        int w = what[x];
        int hole = x;
        while (hole >= gap && after(hole - gap, t, w)) {
          time0[hole] = time0[hole - gap];
          what[hole] = what[hole - gap];
          hole -= gap;
        }
        time0[hole] = t;
        what[hole] = w;
      }
    }
  }

  private boolean after(int x, double t, int w) {
    return time0[x] > t || (time0[x] == t && (what[x] & 1) > (w & 1));
  }

  /** The next end or begin; false when there is none. */
  boolean next() {
    if (at == size) {
      return false;
    }
    time = time0[at];
    int of = what[at] >> 1;
    boolean begins = (what[at] & 1) == 1;
    at++;
    lost = begins && reasons[of]++ == 0;
    if (lost) {
      out++;
    } else if (!begins && --reasons[of] == 0) {
      out--;
    }
    return true;
  }
}
