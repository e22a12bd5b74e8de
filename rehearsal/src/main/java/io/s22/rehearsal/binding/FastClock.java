package io.s22.rehearsal.binding;

import io.s22.run.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * A window's time that passes faster than it will: four hours in two minutes.
 *
 * @param opens what it shows at the start
 * @param scale how many times faster
 * @param nanos a steady clock
 * @param start what that showed at the start
 */
public record FastClock(Instant opens, double scale, LongSupplier nanos, long start) implements Clock {
  @Override
  public Instant now() {
    long passed = (long) ((nanos.getAsLong() - start) * scale);
    return Instant.ofEpochMilli(opens.plusNanos(passed).toEpochMilli());
  }

  @Override
  public Duration waiting(Duration span) {
    return Duration.ofNanos((long) (span.toNanos() / scale));
  }
}
