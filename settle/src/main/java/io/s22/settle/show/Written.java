package io.s22.settle.show;

import io.s22.settle.Due;
import io.s22.settle.Evidence;
import io.s22.settle.Nanos;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Times, spans and amounts as people read them. */
final class Written {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final BigDecimal SECOND = BigDecimal.valueOf(1_000_000_000L);

  private Written() {}

  static String time(long nanos, ZoneId zone) {
    return TIME.format(Nanos.instant(nanos).atZone(zone));
  }

  static String day(long nanos, ZoneId zone) {
    return DAY.format(Nanos.instant(nanos).atZone(zone));
  }

  /** Seconds, exact. */
  static String seconds(long nanos) {
    return plain(BigDecimal.valueOf(nanos).divide(SECOND));
  }

  static String plain(BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString();
  }

  /** To six decimals. */
  static String shown(BigDecimal exact) {
    return plain(exact.setScale(6, RoundingMode.HALF_EVEN));
  }

  /** What a part is worth before the sum is rounded, to six decimals. */
  static String worth(Due.Part part) {
    BigDecimal minutes =
        BigDecimal.valueOf(part.stretch().length())
            .divide(SECOND.multiply(BigDecimal.valueOf(60)), 15, RoundingMode.HALF_EVEN);
    return plain(minutes.multiply(part.rate()).setScale(6, RoundingMode.HALF_EVEN));
  }

  static String evidence(List<Evidence> evidence) {
    String first =
        evidence.stream().limit(4).map(Evidence::toString).collect(Collectors.joining(", "));
    return evidence.size() > 4 ? first + " and " + (evidence.size() - 4) + " more" : first;
  }

  /** Text of others on a terminal: what steers it is replaced. */
  static String safe(String text) {
    return text.replaceAll("\\p{Cntrl}|[\\u202a-\\u202e\\u2066-\\u2069]", "?");
  }
}
