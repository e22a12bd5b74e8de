package io.s22.tell;

import io.s22.plan.Promise;
import io.s22.plan.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one service is at one instant.
 *
 * @param why the cause in a word or two; empty while it is operational
 * @param since when it came to be so; null where that is not known
 * @param tryAgain when it is to be had again; null while it is, and where nobody knows
 * @param next the next stretch in which it is planned to be touched; null where none is
 * @param advice what its users should do now; null where the plan says nothing
 * @param measured what its users got in the window; null where nothing was measured
 * @param forecast how long it is expected to be away in the window; null where there is no forecast
 */
public record ServiceStatus(
    String name,
    Text title,
    ServiceState state,
    Text why,
    @Nullable Instant since,
    @Nullable Instant tryAgain,
    @Nullable Interval next,
    @Nullable Text advice,
    @Nullable Promise promise,
    @Nullable Measure measured,
    @Nullable Band forecast,
    Duration away,
    Uptime uptime) {

  /** The same under another title. */
  public ServiceStatus titled(Text other) {
    return new ServiceStatus(
        name, other, state, why, since, tryAgain, next, advice, promise, measured, forecast, away,
        uptime);
  }

  /**
   * What users of a service got in a window.
   *
   * @param worstP99Millis the slowest slice's 99th percentile
   * @param longestGapMillis the longest time without an answer
   */
  public record Measure(
      long requests, long failed, double worstP99Millis, double longestGapMillis, Instant until) {
    /** The share of requests that were answered, 0 to 1; 1 where there were none. */
    public double availability() {
      return requests == 0 ? 1 : 1 - (double) failed / requests;
    }
  }

  /** For how long a service is expected to be away in a window. */
  public record Band(Duration p50, Duration p90) {}

  /**
   * The past in days.
   *
   * @param days oldest first; the last is today
   * @param share the share of the time in which it was up, as the contract counts, 0 to 1
   */
  public record Uptime(List<Day> days, double share) {
    public Uptime {
      days = List.copyOf(days);
    }
  }

  /**
   * One day of the page's zone.
   *
   * @param maintenance away in announced windows
   * @param outage away outside of them
   */
  public record Day(
      java.time.LocalDate day, Duration maintenance, Duration outage, Duration slow) {}
}
