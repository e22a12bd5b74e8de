package io.s22.data.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One table, range by range, on all servers at once. */
final class Walk {
  private static final long FIRST = 40_000;
  private static final long SMALLEST = 1_000;
  private static final long LARGEST = 500_000;

  private final Sides sides;
  private final Table table;
  private final Comparison.Options options;
  private final Pace pace;
  private final ExecutorService threads;
  private final Ends ends;
  private long size = FIRST;

  Walk(Sides sides, Table table, Comparison.Options options, Pace pace, ExecutorService threads) {
    this.sides = sides;
    this.table = table;
    this.options = options;
    this.pace = pace;
    this.threads = threads;
    this.ends = Ends.of(sides.ahead(), table, LARGEST);
  }

  /** Compares what the bookmark does not have yet; the number of rows. */
  long run(Bookmark mark, Collection<Difference> found, LongSupplier nanos)
      throws InterruptedException {
    Bookmark.Reached reached = mark.reached(table.fullName());
    if (reached.whole()) {
      return 0;
    }
    @Nullable List<String> after = reached.after().isEmpty() ? null : reached.after();
    long rows = 0;
    @Nullable List<String> upTo = ends.end(after, size);
    while (true) {
      pace.await();
      Range range = new Range(after, upTo);
      List<String> last = upTo;
      long step = size;
      Future<@Nullable List<String>> next =
          threads.submit(() -> last == null ? null : ends.end(last, step));
      long began = nanos.getAsLong();
      List<Difference> differences = new ArrayList<>();
      long count = compare(range, differences);
      adapt(nanos.getAsLong() - began);
      mark.done(table, upTo, count, differences);
      found.addAll(differences);
      rows += count;
      if (upTo == null) {
        return rows;
      }
      after = upTo;
      upTo = Answers.of(next);
    }
  }

  private long compare(Range range, List<Difference> differences) throws InterruptedException {
    Future<Reader.Digest> wanted = threads.submit(() -> sides.source().digest(table, range));
    List<Future<Reader.Digest>> found = new ArrayList<>();
    for (Reader copy : sides.copies()) {
      found.add(threads.submit(() -> copy.digest(table, range)));
    }
    Reader.Digest digest = Answers.of(wanted);
    List<Reader> doubtful = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      if (!Answers.of(found.get(i)).equals(digest)) {
        doubtful.add(sides.copies().get(i));
      }
    }
    Examiner examiner = new Examiner(sides.source(), options.patience());
    for (Reader copy : doubtful) {
      differences.addAll(examiner.examine(table, range, copy));
    }
    return digest.count();
  }

  private void adapt(long tookNanos) {
    double factor = options.chunk().toNanos() / Math.max(1.0, tookNanos);
    long wanted = (long) (size * Math.clamp(factor, 0.25, 4.0));
    size = Math.clamp(wanted, SMALLEST, LARGEST);
  }
}
