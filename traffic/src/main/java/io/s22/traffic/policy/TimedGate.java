package io.s22.traffic.policy;

import java.util.Map;

/**
 * Closes or degrades a route at an instant and opens it again at another.
 *
 * @param fromMillis the first millisecond (since 1970, UTC) at which it holds
 * @param untilMillis the first at which it no longer holds; {@link Long#MAX_VALUE} for open-ended
 * @param message what users are told, by language
 */
public record TimedGate(
    String route, Effect effect, long fromMillis, long untilMillis, Map<String, String> message) {
  public TimedGate {
    message = Map.copyOf(message);
  }

  /** What it does. */
  public enum Effect {
    /** Requests are answered 503 with the message and Retry-After. */
    CLOSE,
    /** Reading goes on, marked as degraded; writing is answered as under CLOSE. */
    DEGRADE
  }

  /** Whether it holds at {@code now}. */
  public boolean holds(long now) {
    return fromMillis <= now && now < untilMillis;
  }

  /** Seconds until it opens, at least 1; 300 when it is open-ended. */
  public long retryAfterSeconds(long now) {
    return untilMillis == Long.MAX_VALUE ? 300 : Math.max(1, (untilMillis - now + 999) / 1000);
  }
}
