package io.s22.driver.balance;

import io.s22.driver.common.Params;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * When a gate holds.
 *
 * @param from milliseconds since 1970
 * @param until milliseconds since 1970; {@link Long#MAX_VALUE} for never
 * @param shown the same in words, behind what it does
 */
public record GateTimes(long from, long until, String shown) {
  private static final String SILENT = "Closed for maintenance.";

  /**
   * Reads {@code from} and {@code until}. A gate that holds at once begins in the past, so that the
   * balancer's clock need not agree with ours.
   */
  static GateTimes of(Params params, Instant now) {
    Optional<Instant> from = instant(params, "from");
    Optional<Instant> until = instant(params, "until");
    if (until.isPresent() && !until.get().isAfter(from.orElse(now))) {
      throw params.wrong("until", "is not after its beginning", "Write a later instant.");
    }
    return new GateTimes(
        from.map(Instant::toEpochMilli).orElse(0L),
        until.map(Instant::toEpochMilli).orElse(Long.MAX_VALUE),
        from.map(at -> " from " + at).orElse("") + until.map(at -> " until " + at).orElse(""));
  }

  private static Optional<Instant> instant(Params params, String name) {
    Optional<String> text = params.text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(instant(text.get(), params.text("zone")));
    } catch (DateTimeException e) {
      throw params.wrong(
          name,
          "is no instant: " + text.get(),
          "Write 2024-03-16T01:30:00+08:00, or 2024-03-16 01:30 with zone: Asia/Shanghai.");
    }
  }

  /**
   * Reads an instant as a step writes it.
   *
   * @param zone of a text without offset; empty where the text has one
   * @throws DateTimeException when it is none
   */
  public static Instant instant(String text, Optional<String> zone) {
    String iso = text.strip().replace(' ', 'T');
    return zone.isPresent()
        ? LocalDateTime.parse(iso).atZone(ZoneId.of(zone.get())).toInstant()
        : OffsetDateTime.parse(iso).toInstant();
  }

  /** What users are told, by language. */
  static Map<String, String> message(Params params) {
    Map<String, String> message = new HashMap<>(params.map("answers"));
    params.text("answer").ifPresent(text -> message.putIfAbsent("en", text));
    if (message.isEmpty()) {
      message.put("en", SILENT);
    }
    return message;
  }
}
