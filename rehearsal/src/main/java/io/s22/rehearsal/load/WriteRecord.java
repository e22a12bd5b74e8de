package io.s22.rehearsal.load;

import io.s22.data.mariadb.Node;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * What writers were promised.
 *
 * @param byWriter each writer's acknowledged writes, in order
 * @param errors connections lost and writes refused
 */
public record WriteRecord(List<List<Ledger.Entry>> byWriter, long errors) {
  public WriteRecord {
    byWriter = List.copyOf(byWriter);
  }

  public long acknowledged() {
    return byWriter.stream().mapToLong(List::size).sum();
  }

  /**
   * The longest time without any acknowledged write of anybody, between two instants.
   *
   * @param from on the writers' clock, nanoseconds
   * @param to on the same clock
   */
  public Duration longestGap(long from, long to) {
    return longest(
        byWriter.stream().flatMap(List::stream).mapToLong(Ledger.Entry::atNanos), from, to);
  }

  /** The longest time that any one writer waited between two of its acknowledged writes. */
  public Duration longestWait(long from, long to) {
    return byWriter.stream()
        .map(w -> longest(w.stream().mapToLong(Ledger.Entry::atNanos), from, to))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** From {@code instant} until the next acknowledged write of anybody; zero when there is none. */
  public Duration untilNext(long instant) {
    long next =
        byWriter.stream()
            .flatMap(List::stream)
            .mapToLong(Ledger.Entry::atNanos)
            .filter(t -> t >= instant)
            .min()
            .orElse(instant);
    return Duration.ofNanos(next - instant);
  }

  private static Duration longest(LongStream instants, long from, long to) {
    long[] sorted = instants.filter(t -> t >= from && t <= to).sorted().toArray();
    long longest = 0;
    long before = from;
    for (long instant : sorted) {
      longest = Math.max(longest, instant - before);
      before = instant;
    }
    return Duration.ofNanos(Math.max(longest, to - before));
  }

  /** How many acknowledged writes are not in {@code table} on {@code node}. */
  public long lost(Node node, String table) {
    Set<Long> present = new HashSet<>();
    node.rows("SELECT id FROM " + table).forEach(r -> present.add(Long.valueOf(r.get("id"))));
    return byWriter.stream().flatMap(List::stream).filter(e -> !present.contains(e.id())).count();
  }
}
