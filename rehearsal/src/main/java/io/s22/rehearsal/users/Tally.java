package io.s22.rehearsal.users;

import io.s22.journal.Event.Interrupted;
import io.s22.journal.Event.Measured;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** What the users of one service got, in the current span and in all; safe for many threads. */
public final class Tally {
  private static final long LONGEST_MICROS = 600_000_000L;

  /**
   * A shorter time without a right answer is no interruption: users come several times a second.
   * Nor is a longer one in which nobody asked in vain or waited for half of this.
   */
  private static final long LEAST_NANOS = 1_000_000_000L;

  private static final long LEAST_WAIT_MICROS = LEAST_NANOS / 2_000;
  private static final String HOW = "simulated users, several a second: none got a right answer";

  private final String service;
  private Histogram all = new Histogram(LONGEST_MICROS, 3);
  private Histogram micros = new Histogram(LONGEST_MICROS, 3);
  private Instant from;
  private long failed;
  private long announced;
  private long failedInAll;
  private long announcedInAll;
  private long lastGoodNanos;
  private long longestGapNanos;
  private long longestGapInAll;
  private long fromNanos;
  private boolean askedInVain;
  private final List<long[]> gaps = new ArrayList<>();

  /**
   * @param from when counting begins
   * @param nanos the steady clock at that moment
   */
  public Tally(String service, Instant from, long nanos) {
    this.service = service;
    this.from = from;
    this.lastGoodNanos = nanos;
    this.fromNanos = nanos;
  }

  public String service() {
    return service;
  }

  /**
   * Counts one request. A refusal as announced is counted beside the others: the user was told.
   *
   * @param intendedNanos when the user wanted to begin
   * @param endedNanos when the answer was there
   */
  public synchronized void count(long intendedNanos, long endedNanos, Answer answer) {
    if (answer == Answer.ANNOUNCED) {
      announced++;
      announcedInAll++;
      return;
    }
    long waited = Math.min(Math.max(0, endedNanos - intendedNanos) / 1000, LONGEST_MICROS);
    micros.recordValue(waited);
    all.recordValue(waited);
    if (answer == Answer.RIGHT) {
      askedInVain |= waited >= LEAST_WAIT_MICROS;
      gap(endedNanos - lastGoodNanos);
      interruption(endedNanos);
      lastGoodNanos = Math.max(lastGoodNanos, endedNanos);
      askedInVain = false;
    } else {
      askedInVain = true;
      failed++;
      failedInAll++;
    }
  }

  private void interruption(long untilNanos) {
    if (askedInVain && untilNanos - lastGoodNanos >= LEAST_NANOS) {
      gaps.add(new long[] {lastGoodNanos, untilNanos});
    }
  }

  private void gap(long length) {
    longestGapNanos = Math.max(longestGapNanos, length);
    longestGapInAll = Math.max(longestGapInAll, length);
  }

  /** Forgets everything so far: what came before was warming up. */
  public synchronized void begin(Instant now, long nanos) {
    all = new Histogram(LONGEST_MICROS, 3);
    micros = new Histogram(LONGEST_MICROS, 3);
    from = now;
    failed = 0;
    announced = 0;
    failedInAll = 0;
    announcedInAll = 0;
    lastGoodNanos = nanos;
    fromNanos = nanos;
    askedInVain = false;
    gaps.clear();
    longestGapNanos = 0;
    longestGapInAll = 0;
  }

  /**
   * One span.
   *
   * @param announced refused as announced
   * @param interruptions those that ended in it; in a clock that passes faster they begin where it
   *     says and last as long as they really did
   */
  public record Cut(Measured measured, long announced, List<Interrupted> interruptions) {
    public Cut {
      interruptions = List.copyOf(interruptions);
    }

    /** How its users find it. */
    public Standing standing() {
      long right = measured.requests() - measured.failed();
      if (right == 0) {
        return announced > 0 ? Standing.CLOSED : Standing.DOWN;
      }
      boolean well =
          announced == 0 && measured.failed() == 0 && measured.p99Millis() <= SLOW_MILLIS;
      return measured.failed() > right ? Standing.DOWN : well ? Standing.UP : Standing.DEGRADED;
    }

    private static final double SLOW_MILLIS = 1_000;
  }

  /** How users find a service. */
  public enum Standing {
    UP,
    DEGRADED,
    /** Every request is refused as announced. */
    CLOSED,
    DOWN
  }

  /** The span up to {@code to}; a new one begins. */
  public synchronized Cut cut(Instant to, long nanos) {
    gap(announced > 0 && micros.getTotalCount() == 0 ? 0 : nanos - lastGoodNanos);
    Measured measured =
        new Measured(
            service,
            from,
            to,
            micros.getTotalCount(),
            failed,
            micros.getValueAtPercentile(50) / 1000.0,
            micros.getValueAtPercentile(99) / 1000.0,
            longestGapNanos / 1e6);
    Cut cut = new Cut(measured, announced, interruptions(to, nanos));
    if (announced > 0 && micros.getTotalCount() == 0) {
      // Closed as announced: what counts as an interruption begins when it is open again.
      lastGoodNanos = nanos;
      askedInVain = false;
    }
    fromNanos = nanos;
    micros = new Histogram(LONGEST_MICROS, 3);
    from = to;
    failed = 0;
    announced = 0;
    longestGapNanos = 0;
    return cut;
  }

  /** The last span: what is interrupted now ends with the measuring. */
  public synchronized Cut last(Instant to, long nanos) {
    interruption(nanos);
    return cut(to, nanos);
  }

  private List<Interrupted> interruptions(Instant to, long nanos) {
    double pace = Duration.between(from, to).toNanos() / (double) Math.max(1, nanos - fromNanos);
    List<Interrupted> found =
        gaps.stream()
            .map(gap -> {
              Instant began = from.plusNanos((long) ((gap[0] - fromNanos) * pace));
              return new Interrupted(service, began, began.plusNanos(gap[1] - gap[0]), null, HOW);
            })
            .toList();
    gaps.clear();
    return found;
  }

  /**
   * Everything so far.
   *
   * @param requests those refused as announced left out
   */
  public record Total(
      String service,
      long requests,
      long failed,
      long announced,
      double p50Millis,
      double p99Millis,
      double longestGapMillis) {
    /** The share of requests that got the right answer; 1 when nobody asked. */
    public double availability() {
      return requests == 0 ? 1 : 1 - failed / (double) requests;
    }
  }

  /** Everything so far. */
  public synchronized Total total() {
    return new Total(
        service,
        all.getTotalCount(),
        failedInAll,
        announcedInAll,
        all.getValueAtPercentile(50) / 1000.0,
        all.getValueAtPercentile(99) / 1000.0,
        longestGapInAll / 1e6);
  }
}
