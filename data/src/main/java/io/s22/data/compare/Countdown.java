package io.s22.data.compare;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a comparison will have ended, from its rate so far, against the instant by which it is due.
 *
 * @param due by when it must have ended
 * @param estimate rows there are
 * @param began when this session began
 * @param before rows that earlier sessions had compared
 */
public record Countdown(Instant due, long estimate, Instant began, long before) {
  /** A rate of fewer seconds says nothing. */
  private static final Duration LEAST = Duration.ofSeconds(5);

  /**
   * How it stands.
   *
   * @param left until it is due; below zero when that has passed
   * @param ends when it will have ended at its rate so far; null where that cannot be said yet
   * @param late whether the deadline has passed or will be missed
   */
  public record Stand(Duration left, @Nullable Instant ends, boolean late) {}

  /**
   * How it stands at {@code now}.
   *
   * @param compared rows, those of earlier sessions included
   */
  public Stand at(Instant now, long compared) {
    Duration left = Duration.between(now, due);
    Duration elapsed = Duration.between(began, now);
    long own = compared - before;
    if (own <= 0 || elapsed.compareTo(LEAST) < 0) {
      return new Stand(left, null, left.isNegative());
    }
    double seconds = elapsed.toMillis() / 1e3;
    double remaining = Math.max(0, estimate - compared) / (own / seconds);
    Instant ends = now.plusMillis((long) Math.min(remaining * 1e3, Long.MAX_VALUE / 1e6));
    return new Stand(left, ends, left.isNegative() || ends.isAfter(due));
  }
}
