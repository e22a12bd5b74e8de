package io.s22.cli.show;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times and durations as people write them. */
final class Spoken {
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private Spoken() {}

  static String minute(Instant at, ZoneId zone) {
    return MINUTE.format(at.atZone(zone));
  }

  static String second(Instant at, ZoneId zone) {
    return SECOND.format(at.atZone(zone));
  }

  static String day(@Nullable Instant at, ZoneId zone) {
    return at == null ? "?" : DAY.format(at.atZone(zone));
  }

  /** {@code 2:17:50} or {@code 3:05} or {@code 0.4 s}. */
  static String length(Duration length) {
    if (length.compareTo(Duration.ofSeconds(10)) < 0) {
      return "%d.%d s".formatted(length.toSeconds(), length.toMillisPart() / 100);
    }
    return length.toHours() > 0
        ? "%d:%02d:%02d".formatted(length.toHours(), length.toMinutesPart(), length.toSecondsPart())
        : "%d:%02d".formatted(length.toMinutes(), length.toSecondsPart());
  }
}
