package io.s22.cli.show;

import io.s22.cli.show.Picture.Standing;
import io.s22.cli.show.Picture.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

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

  /** How something was found, one sign a character; the worst of what falls into one. */
  String strip(List<Stretch> stretches, Instant now, Paint paint) {
    Standing[] worst = new Standing[width];
    for (int i = 0; i < stretches.size(); i++) {
      Instant ends = i + 1 < stretches.size() ? stretches.get(i + 1).from() : now;
      Standing standing = stretches.get(i).standing();
      int left = Math.min(column(stretches.get(i).from()), width - 1);
      int right = Math.min(Math.max(left + 1, column(ends)), width);
      for (int at = left; at < right; at++) {
        Standing there = worst[at];
        worst[at] = there != null && there.compareTo(standing) > 0 ? there : standing;
      }
    }
    StringBuilder strip = new StringBuilder();
    int at = 0;
    while (at < width) {
      int end = at + 1;
      while (end < width && worst[end] == worst[at]) {
        end++;
      }
      Standing standing = worst[at];
      strip.append(
          standing == null
              ? " ".repeat(end - at)
              : paint.of(standing, Paint.sign(standing).repeat(end - at)));
      at = end;
    }
    return strip.toString();
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
