package io.s22.tell;

import java.time.Duration;
import java.time.Instant;

/** A stretch of time; {@code to} is not part of it. */
public record Interval(Instant from, Instant to) {
  /** Its length. */
  public Duration length() {
    return Duration.between(from, to);
  }

  boolean isEmpty() {
    return !from.isBefore(to);
  }
}
