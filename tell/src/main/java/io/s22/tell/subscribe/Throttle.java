package io.s22.tell.subscribe;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * At most so many in so long, for each of many; and for all together. Who is refused is not
 * remembered, so that nobody can fill the memory. Thread-safe.
 */
public final class Throttle {
  private static final int MOST_KNOWN = 10_000;

  private final int each;
  private final int all;
  private final Duration span;
  private final Map<String, Deque<Instant>> seen = new HashMap<>();
  private final Deque<Instant> total = new ArrayDeque<>();

  /**
   * @param each how many one may in {@code span}
   * @param all how many all together may
   */
  public Throttle(int each, int all, Duration span) {
    this.each = each;
    this.all = all;
    this.span = span;
  }

  /** Whether {@code who} may once more; counts it. */
  public synchronized boolean admits(String who, Instant now) {
    forget(total, now);
    if (total.size() >= all) {
      return false;
    }
    if (seen.size() >= MOST_KNOWN) {
      seen.values().removeIf(times -> forget(times, now));
    }
    Deque<Instant> own = seen.get(who);
    if (own == null && seen.size() >= MOST_KNOWN) {
      return false;
    }
    Deque<Instant> times = own == null ? new ArrayDeque<>() : own;
    forget(times, now);
    if (times.size() >= each) {
      return false;
    }
    times.add(now);
    total.add(now);
    seen.put(who, times);
    return true;
  }

  /** Takes away what is too old to count; whether nothing is left. */
  private boolean forget(Deque<Instant> times, Instant now) {
    while (!times.isEmpty() && !times.getFirst().plus(span).isAfter(now)) {
      times.removeFirst();
    }
    return times.isEmpty();
  }
}
