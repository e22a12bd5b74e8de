package io.s22.cli.show;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * A scale of time drawn in characters.
 *
 * @param from the instant at the left edge
 * @param to the instant at the right edge
 * @param width its characters
 */
record Bars(Instant from, Instant to, int width) {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");

  /** The column of {@code at}, kept within the scale. */
  int column(Instant at) {
    long whole = Math.max(1, Duration.between(from, to).toMillis());
    long part = Duration.between(from, at).toMillis();
    return (int) Math.clamp(part * width / whole, 0, width);
  }

  /** A bar over {@code span}, at least one character once it has begun. */
  String bar(Span span, Instant now, char ink) {
    if (span.from() == null) {
      return " ".repeat(width);
    }
    int left = Math.min(column(span.from()), width - 1);
    int right = Math.max(left + 1, column(span.to() != null ? span.to() : now));
    return " ".repeat(left) + String.valueOf(ink).repeat(right - left) + " ".repeat(width - right);
  }

  /** The times of day written over the scale at its quarters. */
  String labels(ZoneId zone) {
    StringBuilder line = new StringBuilder(" ".repeat(width + 8));
    boolean minutes = Duration.between(from, to).compareTo(Duration.ofMinutes(20)) > 0;
    DateTimeFormatter clock = minutes ? CLOCK : SECONDS;
    int parts = width >= 48 ? 4 : 2;
    for (int i = 0; i <= parts; i++) {
      Instant at = from.plusMillis(Duration.between(from, to).toMillis() * i / parts);
      int column = Math.min(width * i / parts, width);
      String label = clock.format(LocalTime.ofInstant(at, zone));
      line.replace(column, column + label.length(), label);
    }
    return line.toString().stripTrailing();
  }
}
