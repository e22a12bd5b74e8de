package io.s22.driver.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Requests by the slice of time in which they ended. */
final class Slices {
  private static final int DIGITS = 2;
  private static final long LONGEST = 3_600_000;

  private final long length;
  private final List<Histogram> slices = new ArrayList<>();
  private final Histogram all = new Histogram(LONGEST, 3);
  private long from;
  private int first;
  private long requests;
  private long failed;

  /**
   * @param length of a slice, milliseconds
   */
  Slices(long length) {
    this.length = length;
  }

  /**
   * What is added from now on is of another round.
   *
   * @param begins its first slice, milliseconds
   * @param count whole slices; a rest at the end fills none and is not counted in any
   */
  void round(long begins, int count) {
    from = begins;
    first = slices.size();
    for (int i = 0; i < count; i++) {
      slices.add(new Histogram(1, LONGEST, DIGITS));
    }
  }

  void add(long ends, long elapsed, boolean success) {
    long millis = Math.clamp(elapsed, 0, LONGEST);
    requests++;
    failed += success ? 0 : 1;
    all.recordValue(millis);
    int slice = first + (int) Math.floorDiv(ends - from, length);
    if (slice >= first && slice < slices.size()) {
      slices.get(slice).recordValue(millis);
    }
  }

  List<Double> perSecond(double seconds) {
    return slices.stream().map(s -> s.getTotalCount() / seconds).toList();
  }

  /** Slices without a request have none: then there is no series. */
  List<Double> p95() {
    return slices.stream().anyMatch(s -> s.getTotalCount() == 0)
        ? List.of()
        : slices.stream().map(s -> (double) s.getValueAtPercentile(95)).toList();
  }

  Map<String, String> facts() {
    return Map.of(
        "requests", Long.toString(requests),
        "failed", Long.toString(failed),
        "p50", Long.toString(all.getValueAtPercentile(50)),
        "p95", Long.toString(all.getValueAtPercentile(95)),
        "p99", Long.toString(all.getValueAtPercentile(99)),
        "slice-millis", Long.toString(length));
  }
}
