package io.s22.bench.server;

import java.util.Map;
import java.util.TreeMap;

/** When each edition reached each viewer, in milliseconds of this machine's clock. */
final class Arrivals {
  private final int viewers;
  private final Map<Long, Edition> editions = new TreeMap<>();

  Arrivals(int viewers) {
    this.viewers = viewers;
  }

  /** An edition's arrivals; it bears the instant at which it was made as its number. */
  static final class Edition {
    private final long[] at;
    private int count;

    Edition(int viewers) {
      this.at = new long[viewers];
    }

    int count() {
      return count;
    }

    /** When the part {@code share} of all who got it had it. */
    long quantile(double share) {
      long[] sorted = java.util.Arrays.copyOf(at, count);
      java.util.Arrays.sort(sorted);
      return sorted[(int) Math.min(count - 1, Math.ceil(share * count) - 1)];
    }
  }

  /**
   * @param again what it was told on coming, which is no news of a change
   */
  synchronized void note(long number, boolean again) {
    if (!again) {
      Edition edition = editions.computeIfAbsent(number, n -> new Edition(viewers));
      if (edition.count < viewers) {
        edition.at[edition.count++] = System.currentTimeMillis();
      }
    }
  }

  /** All editions by number. */
  synchronized Map<Long, Edition> editions() {
    return new TreeMap<>(editions);
  }
}
