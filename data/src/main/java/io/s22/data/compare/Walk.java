package io.s22.data.compare;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One table, range by range, on all servers at once, a range under way in each lane: while one
 * server still works at the first, another has begun the second.
 */
final class Walk {
  private static final long FIRST = 40_000;
  private static final long SMALLEST = 1_000;
  private static final long LARGEST = 500_000;

  private final Table table;
  private final Comparison.Options options;
  private final Pace pace;
  private final ExecutorService threads;
  private final LongSupplier nanos;
  private final Ends ends;
  private final Deque<Sides.Lane> free;
  private final Deque<UnderWay> underWay = new ArrayDeque<>();
  private long size = FIRST;
  private @Nullable List<String> after;
  private boolean begun;

  /** A range that is being compared. */
  private record UnderWay(Range range, Sides.Lane lane, Future<Seen> seen) {}

  /**
   * What was seen of a range.
   *
   * @param doubtful copies whose rows seemed to differ
   */
  private record Seen(long count, List<Reader> doubtful, long tookNanos) {}

  Walk(
      Sides sides,
      Table table,
      Comparison.Options options,
      Pace pace,
      ExecutorService threads,
      LongSupplier nanos)
      throws InterruptedException {
    this.table = table;
    this.options = options;
    this.pace = pace;
    this.threads = threads;
    this.nanos = nanos;
    this.ends = Ends.of(sides.ahead(), table, LARGEST);
    this.free = new ArrayDeque<>(sides.lanes());
  }

  /** Compares what the bookmark does not have yet; the number of rows. */
  long run(Bookmark mark, Collection<Difference> found) throws InterruptedException {
    Bookmark.Reached reached = mark.reached(table.fullName());
    if (reached.whole()) {
      return 0;
    }
    after = reached.after().isEmpty() ? null : reached.after();
    long rows = 0;
    while (mayBegin() || !underWay.isEmpty()) {
      while (mayBegin() && !free.isEmpty()) {
        begin();
      }
      // In their order: the bookmark says up to where everything is compared.
      rows += end(underWay.remove(), mark, found);
    }
    return rows;
  }

  private boolean mayBegin() {
    return !begun || after != null;
  }

  private void begin() throws InterruptedException {
    Sides.Lane lane = free.element();
    pace.await(lane.copies());
    free.remove();
    Range range = new Range(after, ends.end(after, size));
    underWay.add(new UnderWay(range, lane, threads.submit(() -> look(range, lane))));
    after = range.upTo();
    begun = true;
  }

  private Seen look(Range range, Sides.Lane lane) throws InterruptedException {
    long began = nanos.getAsLong();
    List<Future<Reader.Digest>> found = new ArrayList<>();
    for (Reader copy : lane.copies()) {
      found.add(threads.submit(() -> copy.digest(table, range)));
    }
    Future<Reader.Digest> asked = threads.submit(() -> lane.source().digest(table, range));
    List<Reader> doubtful = new ArrayList<>();
    Reader.Digest wanted = Answers.of(asked);
    for (int i = 0; i < found.size(); i++) {
      if (!Answers.of(found.get(i)).equals(wanted)) {
        doubtful.add(lane.copies().get(i));
      }
    }
    return new Seen(wanted.count(), doubtful, nanos.getAsLong() - began);
  }

  private long end(UnderWay each, Bookmark mark, Collection<Difference> found)
      throws InterruptedException {
    Seen seen = Answers.of(each.seen);
    adapt(seen.tookNanos);
    List<Difference> differences = new ArrayList<>();
    Examiner examiner = new Examiner(each.lane.source(), options.patience(), threads);
    for (Reader copy : seen.doubtful) {
      differences.addAll(examiner.examine(table, each.range, seen.count, copy));
    }
    free.add(each.lane);
    mark.done(table, each.range.upTo(), seen.count, differences);
    found.addAll(differences);
    return seen.count;
  }

  private void adapt(long tookNanos) {
    double factor = options.chunk().toNanos() / Math.max(1.0, (double) tookNanos);
    long wanted = (long) (size * Math.clamp(factor, 0.25, 4.0));
    size = Math.clamp(wanted, SMALLEST, LARGEST);
  }
}
