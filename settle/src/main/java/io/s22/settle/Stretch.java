package io.s22.settle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A stretch of time in which something was away, and what says so.
 *
 * @param from epoch nanoseconds
 * @param to epoch nanoseconds, itself outside
 * @param evidence every measurement it was put together from
 */
public record Stretch(long from, long to, List<Evidence> evidence) {
  /** The first to begin comes first; what is alike is in the order of its evidence. */
  static final Comparator<Stretch> ORDER =
      Comparator.comparingLong(Stretch::from)
          .thenComparingLong(Stretch::to)
          .thenComparing(stretch -> stretch.evidence().toString());

  public Stretch {
    evidence = List.copyOf(evidence);
  }

  /** How long, in nanoseconds. */
  public long length() {
    return Math.subtractExact(to, from);
  }

  /**
   * The union of {@code parts}: stretches in order that neither overlap nor touch, whatever the
   * order of the parts. Empty parts vanish.
   */
  static List<Stretch> union(List<Stretch> parts) {
    List<Stretch> sorted = new ArrayList<>(parts);
    sorted.removeIf(part -> part.to() <= part.from());
    sorted.sort(ORDER);
    List<Stretch> found = new ArrayList<>();
    for (Stretch next : sorted) {
      Stretch last = found.isEmpty() ? null : found.getLast();
      if (last != null && next.from() <= last.to()) {
        found.set(found.size() - 1, last.joined(next));
      } else {
        found.add(next);
      }
    }
    return found;
  }

  private Stretch joined(Stretch other) {
    List<Evidence> both = new ArrayList<>(evidence);
    other.evidence.stream().filter(each -> !both.contains(each)).forEach(both::add);
    return new Stretch(from, Math.max(to, other.to), both);
  }

  /** The part of it that counts by the contract; empty (no length) where none does. */
  Stretch counted(Terms terms) {
    long begin = Math.max(from, terms.from());
    long end = Math.min(to, terms.to());
    if (end <= begin || end - begin < terms.after()) {
      return new Stretch(begin, begin, evidence);
    }
    begin = Math.max(begin, Math.min(end, terms.announcedUntil()));
    return new Stretch(begin, end, evidence);
  }
}
