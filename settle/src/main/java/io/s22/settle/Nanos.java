package io.s22.settle;

import io.s22.plan.S22Exception;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** Instants and spans as nanoseconds in a {@code long}: exact from 1677 to 2262. */
public final class Nanos {
  /** So many in a minute. */
  static final BigDecimal MINUTE = BigDecimal.valueOf(60_000_000_000L);

  private static final long SECOND = 1_000_000_000L;
  private static final Instant FIRST = Instant.parse("1700-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2250-01-01T00:00:00Z");

  private Nanos() {}

  /**
   * Nanoseconds since 1970.
   *
   * @throws DateTimeException for instants beyond what a {@code long} holds
   */
  public static long of(Instant at) {
    try {
      return Math.addExact(Math.multiplyExact(at.getEpochSecond(), SECOND), at.getNano());
    } catch (ArithmeticException e) {
      throw new DateTimeException("the instant " + at + " is not between 1677 and 2262", e);
    }
  }

  /** As {@link #of}, but what lies beyond 1700 and 2250 is cut to there: no contract reaches it. */
  static long cut(Instant at) {
    if (at.isBefore(FIRST)) {
      return of(FIRST);
    }
    return of(at.isAfter(LAST) ? LAST : at);
  }

  /** The instant so many nanoseconds after 1970. */
  public static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
  }

  static long of(Duration span) {
    try {
      return span.toNanos();
    } catch (ArithmeticException e) {
      throw new S22Exception(
          "S22-9651",
          "The compensation's time of " + span + " is longer than 292 years.",
          "Write a time that a contract could mean.");
    }
  }
}
