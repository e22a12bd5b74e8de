package io.s22.plan;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 1h30m}, {@code 150ms}, {@code 1.5s}, {@code 7d}. */
public final class Durations {
  /** The written form: numbers with units, the larger first; also the schema's pattern. */
  public static final String PATTERN =
      "(?=[0-9])(?:[0-9.]+d)? ?(?:[0-9.]+h)? ?(?:[0-9.]+m)? ?(?:[0-9.]+s)? ?(?:[0-9.]+ms)?"
          + " ?(?:[0-9.]+us)?";

  private static final Pattern WHOLE = Pattern.compile(PATTERN);
  private static final Pattern PART =
      Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,9})?)(us|ms|[dhms])");
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private record Unit(String name, long nanos) {}

  private static final List<Unit> UNITS =
      List.of(
          new Unit("d", 86_400_000_000_000L),
          new Unit("h", 3_600_000_000_000L),
          new Unit("m", 60_000_000_000L),
          new Unit("s", 1_000_000_000L),
          new Unit("ms", 1_000_000L),
          new Unit("us", 1_000L));

  private Durations() {}

  /**
   * Reads a duration.
   *
   * @throws DateTimeParseException when {@code text} is none, or longer than 100 years
   */
  public static Duration parse(String text) {
    String trimmed = text.strip();
    if (trimmed.length() > 100 || !WHOLE.matcher(trimmed).matches()) {
      throw new DateTimeParseException("not a duration", text, 0);
    }
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(trimmed);
    int end = 0;
    while (part.find()) {
      if (!trimmed.substring(end, part.start()).isBlank()) {
        throw new DateTimeParseException("not a duration", text, end);
      }
      nanos =
          nanos.add(
              new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(nanosOf(part.group(2)))));
      end = part.end();
    }
    if (end != trimmed.length()
        || nanos.compareTo(BigDecimal.valueOf(LONGEST.toSeconds(), -9)) > 0) {
      throw new DateTimeParseException("not a duration", text, end);
    }
    return Duration.ofSeconds(
        nanos.divideToIntegralValue(BigDecimal.valueOf(1_000_000_000L)).longValue(),
        nanos.remainder(BigDecimal.valueOf(1_000_000_000L)).longValue());
  }

  /** Writes a duration exactly, so that {@link #parse} reads it back; below 1 µs is cut off. */
  public static String format(Duration duration) {
    if (duration.isNegative()) {
      return "-" + format(duration.negated());
    }
    StringBuilder out = new StringBuilder();
    Duration rest = duration;
    for (Unit unit : UNITS) {
      Duration one = Duration.ofNanos(unit.nanos());
      long count = rest.dividedBy(one);
      if (count > 0) {
        out.append(count).append(unit.name());
        rest = rest.minus(one.multipliedBy(count));
      }
    }
    return out.isEmpty() ? "0s" : out.toString();
  }

  private static long nanosOf(String unit) {
    return UNITS.stream().filter(u -> u.name().equals(unit)).findFirst().orElseThrow().nanos();
  }
}
