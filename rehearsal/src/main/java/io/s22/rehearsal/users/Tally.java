package io.s22.rehearsal.users;

import io.s22.journal.Event;
import io.s22.journal.Event.Closed;
import io.s22.journal.Event.Interrupted;
import io.s22.journal.Event.Measured;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** What the users of one service got, in the current span and in all; safe for many threads. */
public final class Tally {
  private static final long LONGEST_MICROS = 600_000_000L;
  private static final String HOW = "simulated users, several a second: none got a right answer";
  private static final String TOLD =
      "simulated users, several a second: all were refused as announced";

  private final String service;
  private Histogram all = new Histogram(LONGEST_MICROS, 3);
  private Histogram micros = new Histogram(LONGEST_MICROS, 3);
  private Instant from;
  private long failed;
  private long announced;
  private long failedInAll;
  private long announcedInAll;
  private long longestGapNanos;
  private long longestGapInAll;
  private Lapses lapses;
  private Instant began;
  private long beganNanos;

  /**
   * @param from when counting begins
   * @param nanos the steady clock at that moment
   */
  public Tally(String service, Instant from, long nanos) {
    this.service = service;
    this.from = from;
    this.lapses = new Lapses(nanos);
    this.began = from;
    this.beganNanos = nanos;
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
      lapses.refused(endedNanos);
      return;
    }
    long waitedNanos = Math.max(0, endedNanos - intendedNanos);
    long waited = Math.min(waitedNanos / 1000, LONGEST_MICROS);
    micros.recordValue(waited);
    all.recordValue(waited);
    if (answer == Answer.RIGHT) {
      gap(lapses.right(endedNanos, waitedNanos));
    } else {
      lapses.wrong();
      failed++;
      failedInAll++;
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
    lapses = new Lapses(nanos);
    began = now;
    beganNanos = nanos;
    longestGapNanos = 0;
    longestGapInAll = 0;
  }

  /**
   * One span.
   *
   * @param announced refused as announced
   * @param interruptions those that ended in it; in a clock that passes faster they begin where it
   *     says and last as long as they really did
   * @param closings as announced, those that ended in it; they begin and end where the clock says,
   *     for how long they last is the plan's doing
   */
  public record Cut(
      Measured measured, long announced, List<Interrupted> interruptions, List<Closed> closings) {
    public Cut {
      interruptions = List.copyOf(interruptions);
      closings = List.copyOf(closings);
    }

    /** What there was of both, for the journal. */
    public List<Event> lapses() {
      return Stream.<Event>concat(interruptions.stream(), closings.stream()).toList();
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
    if (isClosed()) {
      // Closed as announced: what counts as an interruption begins when it is open again.
      lapses.stayedClosed(nanos);
    }
    gap(lapses.gap(nanos));
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
    List<Lapses.Lapse> over = lapses.takeOver(nanos);
    Cut cut =
        new Cut(
            measured,
            announced,
            over.stream().filter(each -> !each.announced()).map(interrupted(to, nanos)).toList(),
            over.stream().filter(Lapses.Lapse::announced).map(closed(to, nanos)).toList());
    micros = new Histogram(LONGEST_MICROS, 3);
    from = to;
    failed = 0;
    announced = 0;
    longestGapNanos = 0;
    return cut;
  }

  private boolean isClosed() {
    return announced > 0 && micros.getTotalCount() == 0;
  }

  /** The last span: what is interrupted or closed now ends with the measuring. */
  public synchronized Cut last(Instant to, long nanos) {
    if (!isClosed()) {
      gap(lapses.gap(nanos));
    }
    lapses.end(nanos);
    return cut(to, nanos);
  }

  private Function<Lapses.Lapse, Interrupted> interrupted(Instant to, long nanos) {
    return lapse -> {
      Instant since = at(lapse.from(), to, nanos);
      return new Interrupted(service, since, since.plusNanos(lapse.to() - lapse.from()), null, HOW);
    };
  }

  private Function<Lapses.Lapse, Closed> closed(Instant to, long nanos) {
    return lapse ->
        new Closed(service, at(lapse.from(), to, nanos), at(lapse.to(), to, nanos), null, TOLD);
  }

  /** The clock when the steady one showed {@code moment}: it passes evenly since counting began. */
  private Instant at(long moment, Instant to, long nanos) {
    double pace = Duration.between(began, to).toNanos() / (double) Math.max(1, nanos - beganNanos);
    return began.plusNanos((long) ((moment - beganNanos) * pace));
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
