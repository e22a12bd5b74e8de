package io.s22.cli.show;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time on the screen.
 *
 * @param from null when it has not begun
 * @param to null when it has not ended
 */
public record Span(@Nullable Instant from, @Nullable Instant to) {
  /** Not begun. */
  public static final Span NEVER = new Span(null, null);

  /** Its length, up to {@code now} while it has not ended; zero before it began. */
  Duration length(Instant now) {
    if (from == null) {
      return Duration.ZERO;
    }
    Instant end = to != null ? to : now;
    return end.isBefore(from) ? Duration.ZERO : Duration.between(from, end);
  }

  /**
   * By how much what took {@code actual} is past this span's end at {@code now}; zero where it is
   * not.
   */
  Duration late(Span actual, Instant now) {
    Instant end = actual.to() != null ? actual.to() : now;
    return to == null || !end.isAfter(to) ? Duration.ZERO : Duration.between(to, end);
  }
}
