package io.s22.rehearsal.binding;

import io.s22.run.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * A window's time that passes faster than it will: four hours in two minutes. It stands at the
 * opening until it is started.
 */
public final class FastClock implements Clock {
  private final Instant opens;
  private final double scale;
  private final LongSupplier nanos;
  private long start;
  private boolean started;

  /**
   * @param scale how many times faster
   * @param nanos a steady clock
   */
  public FastClock(Instant opens, double scale, LongSupplier nanos) {
    this.opens = opens;
    this.scale = scale;
    this.nanos = nanos;
  }

  /** Lets time pass; nothing happens when it does already. */
  public synchronized void start() {
    if (!started) {
      started = true;
      start = nanos.getAsLong();
    }
  }

  @Override
  public synchronized Instant now() {
    long passed = started ? (long) ((nanos.getAsLong() - start) * scale) : 0;
    return Instant.ofEpochMilli(opens.plusNanos(passed).toEpochMilli());
  }

  @Override
  public Duration waiting(Duration span) {
    return Duration.ofNanos((long) (span.toNanos() / scale));
  }
}
