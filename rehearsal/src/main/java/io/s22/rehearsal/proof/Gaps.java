package io.s22.rehearsal.proof;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Lengths of time, one for each trial.
 *
 * @param each in the order of the trials
 */
public record Gaps(List<Duration> each) {
  public Gaps {
    each = List.copyOf(each);
  }

  /** The smallest value that {@code share} of the trials do not exceed (nearest rank). */
  public Duration percentile(double share) {
    long[] sorted = each.stream().mapToLong(Duration::toNanos).sorted().toArray();
    int rank = (int) Math.ceil(share * sorted.length);
    return Duration.ofNanos(sorted[Math.max(0, rank - 1)]);
  }

  public Duration longest() {
    return percentile(1);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "p50 %.0f ms, p95 %.0f ms, longest %.0f ms over %d %s",
        millis(percentile(0.5)),
        millis(percentile(0.95)),
        millis(longest()),
        each.size(),
        Arrays.toString(each.stream().mapToLong(Duration::toMillis).toArray()));
  }

  private static double millis(Duration length) {
    return length.toNanos() / 1e6;
  }
}
