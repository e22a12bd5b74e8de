package io.s22.data.compare;

import io.s22.data.mariadb.GtidPosition;
import io.s22.plan.S22Exception;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Looks closer at a range in which a copy seemed to differ. It may only have been behind, or
 * written to between the two readings. So it is read again when the copy has caught up, then
 * halved, and at last the source's rows are locked for reading while the copy reaches the same
 * point: then nothing but a true difference is left.
 */
final class Examiner {
  private static final long LEAF = 500;
  private static final int TRIES = 3;

  private final Reader source;
  private final Duration patience;

  Examiner(Reader source, Duration patience) {
    this.source = source;
    this.patience = patience;
  }

  List<Difference> examine(Table table, Range range, Reader copy) {
    boolean follows = copy.node().source().isPresent();
    if (follows) {
      awaitCopy(copy, source.position());
    }
    Reader.Digest wanted = source.digest(table, range);
    Reader.Digest found = copy.digest(table, range);
    if (wanted.equals(found)) {
      return List.of();
    }
    List<String> middle =
        table.key().isEmpty() || wanted.count() <= LEAF
            ? null
            : source.key(table, range, wanted.count() / 2);
    if (middle == null) {
      return locked(table, range, copy, follows);
    }
    List<Difference> differences = new ArrayList<>();
    differences.addAll(examineHalf(table, new Range(range.after(), middle), copy));
    differences.addAll(examineHalf(table, new Range(middle, range.upTo()), copy));
    return differences;
  }

  private List<Difference> examineHalf(Table table, Range half, Reader copy) {
    return source.digest(table, half).equals(copy.digest(table, half))
        ? List.of()
        : examine(table, half, copy);
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
