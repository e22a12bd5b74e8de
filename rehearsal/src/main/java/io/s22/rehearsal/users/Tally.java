package io.s22.rehearsal.users;

import io.s22.journal.Event.Measured;
import java.time.Instant;
import org.HdrHistogram.Histogram;

/** What the users of one service got in the current span; safe for many threads. */
public final class Tally {
  private static final long LONGEST_MICROS = 600_000_000L;

  private final String service;
  private Histogram micros = new Histogram(LONGEST_MICROS, 3);
  private Instant from;
  private long failed;
  private long lastGoodNanos;
  private long longestGapNanos;

  /**
   * @param from when counting begins
   * @param nanos the steady clock at that moment
   */
  public Tally(String service, Instant from, long nanos) {
    this.service = service;
    this.from = from;
    this.lastGoodNanos = nanos;
  }

  /**
   * Counts one request.
   *
   * @param intendedNanos when the user wanted to begin
   * @param endedNanos when the answer was there
   * @param good whether it was the right answer
   */
  public synchronized void count(long intendedNanos, long endedNanos, boolean good) {
    long waited = Math.max(0, endedNanos - intendedNanos) / 1000;
    micros.recordValue(Math.min(waited, LONGEST_MICROS));
    if (good) {
      longestGapNanos = Math.max(longestGapNanos, endedNanos - lastGoodNanos);
      lastGoodNanos = Math.max(lastGoodNanos, endedNanos);
    } else {
      failed++;
    }
  }

  /** The span up to {@code to} as an event; a new span begins. */
  public synchronized Measured cut(Instant to, long nanos) {
    long gap = Math.max(longestGapNanos, nanos - lastGoodNanos);
    Measured measured =
        new Measured(
            service,
            from,
            to,
            micros.getTotalCount(),
            failed,
            micros.getValueAtPercentile(50) / 1000.0,
            micros.getValueAtPercentile(99) / 1000.0,
            gap / 1e6);
    micros = new Histogram(LONGEST_MICROS, 3);
    from = to;
    failed = 0;
    longestGapNanos = 0;
    return measured;
  }
}
