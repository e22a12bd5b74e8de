package io.s22.tell.channel;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** What a status of HTTP means for a notice. */
final class Answers {
  /** Nobody is to make S22 forget a notice by asking it to wait for a year. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private Answers() {}

  static Result of(Http.Answer answer, Instant now) {
    int status = answer.status();
    if (status / 100 == 2) {
      return new Result.Sent("");
    }
    String reason = "answered " + status;
    if (status == 404 || status == 410) {
      return new Result.Never(reason, status == 410);
    }
    boolean passes = status == 408 || status == 425 || status == 429 || status >= 500;
    return passes ? new Result.Later(reason, after(answer, now)) : new Result.Never(reason, false);
  }

  /** Retry-After in seconds or as a date (RFC 9110, 10.2.3). */
  static @Nullable Duration after(Http.Answer answer, Instant now) {
    String written = answer.headers().getOrDefault("retry-after", "").strip();
    if (written.matches("[0-9]{1,9}")) {
      return limited(Duration.ofSeconds(Long.parseLong(written)));
    }
    if (written.isEmpty()) {
      return null;
    }
    try {
      Instant date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(written, Instant::from);
      return limited(Duration.between(now, date));
    } catch (DateTimeException malformed) {
      return null;
    }
  }

  private static Duration limited(Duration asked) {
    Duration positive = asked.isNegative() ? Duration.ZERO : asked;
    return positive.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : positive;
  }
}
