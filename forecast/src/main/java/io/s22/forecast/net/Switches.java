package io.s22.forecast.net;

import java.util.Arrays;

/**
 * Services that one step closes and another opens again (semantics 19): in one trial, what was
 * turned when. An act that closes closes from its begin, one that opens opens at its end; the way
 * back of either does the opposite. Nothing is allocated but in the first trials.
 */
final class Switches {
  /** Takes each span in which a switch was off. */
  interface Sink {
    void off(int ofSwitch, double from, double to);
  }

  private final double[][] at;
  private final boolean[][] closes;
  private final int[] size;

  Switches(int switches) {
    at = new double[switches][4];
    closes = new boolean[switches][4];
    size = new int[switches];
  }

  void clear() {
    Arrays.fill(size, 0);
  }

  /**
   * @param end infinite where the act closes; NaN where it changes nothing
   */
  void turn(int ofSwitch, double start, double end) {
    if (Double.isNaN(end)) {
      return;
    }
    int n = size[ofSwitch]++;
    if (n == at[ofSwitch].length) {
      at[ofSwitch] = Arrays.copyOf(at[ofSwitch], 2 * n);
      closes[ofSwitch] = Arrays.copyOf(closes[ofSwitch], 2 * n);
    }
    boolean isClosing = end == Double.POSITIVE_INFINITY;
    insert(at[ofSwitch], closes[ofSwitch], n, isClosing ? start : end, isClosing);
  }

  /** In order of time; at one instant what closes comes first, so that the step after it opens. */
  private static void insert(double[] at, boolean[] closes, int n, double t, boolean isClosing) {
    int x = n;
    while (x > 0 && (at[x - 1] > t || (at[x - 1] == t && isClosing && !closes[x - 1]))) {
      at[x] = at[x - 1];
      closes[x] = closes[x - 1];
      x--;
    }
    at[x] = t;
    closes[x] = isClosing;
  }

  /** What nobody opens again stays closed for the night. */
  void tell(double night, Sink sink) {
    for (int s = 0; s < size.length; s++) {
      double since = Double.NaN;
      for (int x = 0; x < size[s]; x++) {
        if (closes[s][x]) {
          since = Double.isNaN(since) ? at[s][x] : since;
        } else if (!Double.isNaN(since)) {
          sink.off(s, since, at[s][x]);
          since = Double.NaN;
        }
      }
      if (!Double.isNaN(since)) {
        sink.off(s, since, night);
      }
    }
  }
}
