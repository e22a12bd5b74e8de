package io.s22.data.compare;

import io.s22.data.mariadb.GtidPosition;
import io.s22.plan.S22Exception;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Looks closer at a range in which a copy seemed to differ. It may only have been behind, or
 * written to between the two readings. So it is read again in parts when the copy has caught up,
 * those that differ again in smaller parts, and at last the source's rows are locked for reading
 * while the copy reaches the same point: then nothing but a true difference is left.
 */
final class Examiner {
  private static final long LEAF = 500;
  private static final int TRIES = 3;

  /** A journey each, so that all of them together cost little more than one reading. */
  private static final int PARTS = 32;

  private final Reader source;
  private final Duration patience;
  private final ExecutorService threads;

  Examiner(Reader source, Duration patience, ExecutorService threads) {
    this.source = source;
    this.patience = patience;
    this.threads = threads;
  }

  /**
   * Names the differences of a range.
   *
   * @param rows about how many the source has in it
   */
  List<Difference> examine(Table table, Range range, long rows, Reader copy)
      throws InterruptedException {
    boolean follows = copy.node().source().isPresent();
    if (follows) {
      awaitCopy(copy, source.position());
    }
    List<Range> parts =
        table.key().isEmpty() || rows <= LEAF ? List.of(range) : parts(table, range, rows);
    List<Difference> differences = new ArrayList<>();
    for (Range part : parts) {
      Future<Reader.Digest> found = threads.submit(() -> copy.digest(table, part));
      Reader.Digest wanted = source.digest(table, part);
      if (!Answers.of(found).equals(wanted)) {
        differences.addAll(
            parts.size() == 1
                ? locked(table, part, copy, follows)
                : examine(table, part, wanted.count(), copy));
      }
    }
    return differences;
  }

  /** Smaller ranges that make up {@code range}; itself where it cannot be divided. */
  private List<Range> parts(Table table, Range range, long rows) {
    List<List<String>> ends = new ArrayList<>();
    Reader.Span span = table.numbered() ? source.span(table, range) : null;
    if (span != null) {
      for (int i = 1; i < PARTS; i++) {
        BigInteger way = span.width().multiply(BigInteger.valueOf(i));
        ends.add(List.of(span.first().add(way.divide(BigInteger.valueOf(PARTS))).toString()));
      }
    } else {
      List<String> middle = source.key(table, range, rows / 2);
      if (middle != null) {
        ends.add(middle);
      }
    }
    List<Range> parts = new ArrayList<>();
    List<String> after = range.after();
    for (List<String> end : ends) {
      parts.add(new Range(after, end));
      after = end;
    }
    parts.add(new Range(after, range.upTo()));
    return parts;
  }

  private List<Difference> locked(Table table, Range range, Reader copy, boolean follows) {
    for (int i = 1; ; i++) {
      try {
        return lockedOnce(table, range, copy, follows);
      } catch (S22Exception e) {
        // Writers held a row for longer than the lock is waited for.
        if (i == TRIES || !e.code().equals("S22-8102")) {
          throw e;
        }
      }
    }
  }

  private List<Difference> lockedOnce(Table table, Range range, Reader copy, boolean follows) {
    source.lock(table);
    try {
      if (table.key().isEmpty()) {
        return whole(table, copy, follows);
      }
      Map<String, String> wanted = source.rows(table, range, " LOCK IN SHARE MODE");
      if (follows) {
        awaitCopy(copy, source.position());
      }
      return differences(table, copy, wanted, copy.rows(table, range, ""));
    } finally {
      source.unlock(table);
    }
  }

  private List<Difference> whole(Table table, Reader copy, boolean follows) {
    source.node().text("SELECT COUNT(*) FROM " + table.sql() + " LOCK IN SHARE MODE");
    Reader.Digest wanted = source.digest(table, Range.ALL);
    if (follows) {
      awaitCopy(copy, source.position());
    }
    return wanted.equals(copy.digest(table, Range.ALL))
        ? List.of()
        : List.of(new Difference(copy.name(), table.fullName(), "", Difference.Kind.ROWS));
  }

  private static List<Difference> differences(
      Table table, Reader copy, Map<String, String> wanted, Map<String, String> found) {
    List<Difference> differences = new ArrayList<>();
    wanted.forEach((key, hash) -> {
      String other = found.get(key);
      if (other == null) {
        differences.add(difference(copy, table, key, Difference.Kind.MISSING));
      } else if (!other.equals(hash)) {
        differences.add(difference(copy, table, key, Difference.Kind.CHANGED));
      }
    });
    found.keySet().stream()
        .filter(key -> !wanted.containsKey(key))
        .forEach(key -> differences.add(difference(copy, table, key, Difference.Kind.EXTRA)));
    return differences;
  }

  private static Difference difference(Reader copy, Table table, String key, Difference.Kind kind) {
    return new Difference(copy.name(), table.fullName(), key, kind);
  }

  private void awaitCopy(Reader copy, GtidPosition position) {
    if (!copy.node().awaits(position, patience)) {
      throw new S22Exception(
          "S22-8106",
          copy.name() + " did not reach " + position + " within " + patience.toSeconds() + " s",
          "Wait until replication has caught up, then run the comparison again: it goes on.");
    }
  }
}
