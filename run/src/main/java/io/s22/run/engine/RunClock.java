package io.s22.run.engine;

import io.s22.run.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * A run's time: the wall clock, but never backwards. Where the wall is set back, or stands behind
 * the journal when the run is taken over, time goes on at its normal pace from where it was, until
 * the wall has caught up. So a wait is never prolonged by a clock that jumps, and no entry is older
 * than the one before it.
 */
public final class RunClock implements Clock {
  private final Clock wall;
  private final LongSupplier nanos;
  private Instant last;
  private long lastNanos;

  /**
   * @param nanos a monotonic count of nanoseconds
   * @param notBefore the last instant in the journal
   */
  public RunClock(Clock wall, LongSupplier nanos, Instant notBefore) {
    this.wall = wall;
    this.nanos = nanos;
    this.last = notBefore;
    this.lastNanos = nanos.getAsLong();
  }

  @Override
  public synchronized Instant now() {
    long count = nanos.getAsLong();
    Instant paced = last.plusNanos(Math.max(0, count - lastNanos));
    Instant shown = wall.now();
    if (shown.isAfter(paced)) {
      paced = shown;
    }
    last = paced;
    lastNanos = count;
    return paced.truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public Duration waiting(Duration span) {
    return wall.waiting(span);
  }

  /** How far the wall stands behind; zero when it does not, or by less than a second. */
  public synchronized Duration behind() {
    Duration gap = Duration.between(wall.now(), last);
    return gap.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ZERO : gap;
  }
}
