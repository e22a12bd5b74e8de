package io.s22.settle.input;

import io.s22.settle.Nanos;
import io.s22.settle.input.Csv.Bad;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** What cells mean. */
final class Cells {
  private static final int LONGEST_NAME = 200;
  private static final long MOST_POINTS = 1_000_000_000L;

  private Cells() {}

  static String text(Map<String, String> cells, String column) {
    return cells.getOrDefault(column, "").strip();
  }

  /** A name of a user or an order. */
  static String name(Map<String, String> cells, String column) throws Bad {
    String name = text(cells, column);
    if (name.isEmpty()) {
      throw new Bad("'" + column + "' is empty");
    }
    return checked(name, column);
  }

  static String checked(String name, String column) throws Bad {
    if (name.length() > LONGEST_NAME) {
      throw new Bad("'" + column + "' is longer than " + LONGEST_NAME + " characters");
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw new Bad("'" + column + "' holds a control character");
    }
    return name;
  }

  static String service(String service, List<String> services) throws Bad {
    if (!services.contains(service)) {
      throw new Bad(
          "'"
              + Troubles.cut(service)
              + "' is no service of the plan; it has "
              + String.join(", ", services));
    }
    return service;
  }

  /** Epoch nanoseconds; a time without an offset is one of the plan's zone. */
  static long time(Map<String, String> cells, String column, ZoneId zone) throws Bad {
    String written = text(cells, column);
    String iso = written.replace(' ', 'T');
    try {
      boolean offset = iso.endsWith("Z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10;
      return Nanos.of(
          offset ? OffsetDateTime.parse(iso).toInstant() : local(LocalDateTime.parse(iso), zone));
    } catch (DateTimeException e) {
      throw new Bad(
          "'"
              + column
              + "' is '"
              + Troubles.cut(written)
              + "', which is no time such as 2024-03-16T01:30:00+08:00");
    }
  }

  private static java.time.Instant local(LocalDateTime at, ZoneId zone) throws Bad {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(at);
    if (offsets.size() != 1) {
      throw new Bad(
          "the time "
              + at
              + " is there "
              + (offsets.isEmpty() ? "never" : "twice")
              + " in "
              + zone
              + ", where clocks change; write it with its offset");
    }
    return at.toInstant(offsets.getFirst());
  }

  static long points(Map<String, String> cells) throws Bad {
    String written = text(cells, "points");
    try {
      long points = Long.parseLong(written);
      if (points >= 0 && points <= MOST_POINTS) {
        return points;
      }
    } catch (NumberFormatException e) {
      throw new Bad("'points' is '" + Troubles.cut(written) + "', which is no whole number");
    }
    throw new Bad("'points' is " + Troubles.cut(written) + ", not from 0 to " + MOST_POINTS);
  }
}
