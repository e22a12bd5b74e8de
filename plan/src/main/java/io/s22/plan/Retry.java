package io.s22.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

@Doc(
    value = "How a failed attempt is repeated.",
    examples = "{attempts: 3, wait: 10s, times: 2, at-most: 1m}")
public record Retry(
    At at,
    @Doc("How many attempts in all, the first included.") @Span(from = 1, to = 1_000) int attempts,
    @Key("wait") @Doc("How long to wait before the second.") @Nullable Duration waits,
    @Doc("Each later wait is this many times the one before; 2 where left out.")
        @Span(from = 1, to = 100)
        @Nullable Double times,
    @Doc("No wait is longer than this.") @Nullable Duration atMost) {

  /** The wait after failed attempt {@code attempt} (counted from 1). */
  public Duration waitAfter(int attempt) {
    if (waits == null) {
      return Duration.ZERO;
    }
    double factor = Math.pow(times == null ? 2 : times, attempt - 1);
    double nanos = Math.min(waits.toNanos() * factor, Long.MAX_VALUE / 4.0);
    Duration plain = Duration.ofNanos((long) nanos);
    return atMost != null && plain.compareTo(atMost) > 0 ? atMost : plain;
  }
}
