package io.s22.tell;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A set of instants, as stretches in order that neither overlap nor touch.
 *
 * @param list the stretches, none of them empty
 */
public record Intervals(List<Interval> list) {
  /** No instant at all. */
  public static final Intervals NONE = new Intervals(List.of());

  public Intervals {
    list = List.copyOf(list);
  }

  /** The union of {@code parts}, in any order. */
  public static Intervals of(List<Interval> parts) {
    return covered(parts, 1);
  }

  /** Where at least {@code times} of {@code parts} overlap. */
  static Intervals covered(List<Interval> parts, int times) {
    Map<Instant, Integer> steps = new TreeMap<>();
    for (Interval part : parts) {
      if (!part.isEmpty()) {
        steps.merge(part.from(), 1, Integer::sum);
        steps.merge(part.to(), -1, Integer::sum);
      }
    }
    List<Interval> found = new ArrayList<>();
    int depth = 0;
    Instant since = Instant.MIN;
    for (Map.Entry<Instant, Integer> step : steps.entrySet()) {
      int after = depth + step.getValue();
      if (depth < times && after >= times) {
        since = step.getKey();
      } else if (depth >= times && after < times) {
        found.add(new Interval(since, step.getKey()));
      }
      depth = after;
    }
    return new Intervals(found);
  }

  /** Instants that are in either. */
  public Intervals and(Intervals other) {
    List<Interval> all = new ArrayList<>(list);
    all.addAll(other.list);
    return of(all);
  }

  /** Instants of this set that lie in {@code frame}. */
  public Intervals within(Interval frame) {
    return new Intervals(
        list.stream()
            .map(i -> new Interval(later(i.from(), frame.from()), earlier(i.to(), frame.to())))
            .filter(i -> !i.isEmpty())
            .toList());
  }

  /** The stretch that {@code at} lies in or ends at, as long as it is the last instant known. */
  boolean holds(Instant at) {
    return list.stream().anyMatch(i -> !i.from().isAfter(at) && i.to().isAfter(at));
  }

  /** How long all of it is. */
  public Duration length() {
    return list.stream().map(Interval::length).reduce(Duration.ZERO, Duration::plus);
  }

  /** The longest single stretch; zero where there is none. */
  public Duration longest() {
    return list.stream().map(Interval::length).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
