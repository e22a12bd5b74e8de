package io.s22.tell.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts what was begun in the last minute, exactly: no minute, wherever it begins, sees more than
 * the limit. A bucket of tokens would let twice as much through, and robots then go deaf. Not
 * thread-safe.
 */
final class Pace {
  /** A minute and a little: what was begun a minute ago may have arrived a moment later. */
  private static final Duration MINUTE = Duration.ofSeconds(62);

  private final Map<String, Deque<Instant>> begun = new HashMap<>();

  /** How many more may begin at {@code now}. */
  int room(String what, int perMinute, Instant now) {
    Deque<Instant> times = begun.get(what);
    if (times == null) {
      return perMinute;
    }
    while (!times.isEmpty() && !times.getFirst().plus(MINUTE).isAfter(now)) {
      times.removeFirst();
    }
    if (times.isEmpty()) {
      begun.remove(what);
    }
    return perMinute - times.size();
  }

  void count(String what, Instant at) {
    begun.computeIfAbsent(what, name -> new ArrayDeque<>()).addLast(at);
  }
}
