package io.s22.bench.server;

import java.util.Arrays;

/**
 * Which editions reached which viewer, and when, in milliseconds of this machine's clock. A viewer
 * who got a newer edition in place of one he was still to be told has what the older one said.
 */
final class Arrivals {
  private static final int FEW = 16;

  private final long[][] told;
  private final int[] counts;

  Arrivals(int viewers) {
    this.told = new long[viewers][2 * FEW];
    this.counts = new int[viewers];
  }

  /** Edition {@code number} reached {@code viewer} now. */
  synchronized void note(int viewer, long number) {
    int at = 2 * counts[viewer]++;
    if (at == told[viewer].length) {
      told[viewer] = Arrays.copyOf(told[viewer], 2 * at);
    }
    told[viewer][at] = number;
    told[viewer][at + 1] = System.currentTimeMillis();
  }

  /**
   * How long it took until each viewer had what was so at {@code instant}, ascending; a viewer who
   * never had it is left out.
   */
  synchronized long[] since(long instant) {
    long[] late = new long[told.length];
    int all = 0;
    for (int viewer = 0; viewer < told.length; viewer++) {
      for (int i = 0; i < counts[viewer]; i++) {
        if (told[viewer][2 * i] >= instant) {
          late[all++] = told[viewer][2 * i + 1] - instant;
          break;
        }
      }
    }
    long[] sorted = Arrays.copyOf(late, all);
    Arrays.sort(sorted);
    return sorted;
  }
}
