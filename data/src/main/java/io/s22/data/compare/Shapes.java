package io.s22.data.compare;

import io.s22.data.mariadb.GtidPosition;
import io.s22.plan.S22Exception;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which tables the servers have, and with which columns. */
final class Shapes {
  private static final int TRIES = 5;

  private final Sides sides;
  private final Predicate<String> wanted;
  private final Duration patience;
  private final Map<String, Table> tables;
  private final List<Difference> differences;

  /**
   * Looks. Tables made, altered or dropped while it looks do not count: it looks again.
   *
   * @param wanted by full name
   * @throws S22Exception S22-8133 when the source has none of the wanted tables
   */
  Shapes(Sides sides, Predicate<String> wanted, Duration patience, ExecutorService threads)
      throws InterruptedException {
    this.sides = sides;
    this.wanted = wanted;
    this.patience = patience;
    Map<String, Table> before = glance(threads);
    List<Difference> seen = List.of();
    if (before.isEmpty()) {
      before = of(sides.source());
      seen = seen(before, threads);
    }
    for (int i = 1; i < TRIES && !seen.isEmpty(); i++) {
      Map<String, Table> after = of(sides.source());
      if (after.equals(before)) {
        break;
      }
      before = after;
      seen = seen(before, threads);
    }
    this.tables = before;
    this.differences = List.copyOf(seen);
    refuseNone();
  }

  private void refuseNone() {
    if (tables.isEmpty() && !Tables.of(sides.source().node()).isEmpty()) {
      throw new S22Exception(
          "S22-8133",
          sides.source().name() + " has none of the tables that are to be compared",
          "Write them as DATABASE.TABLE, or leave 'tables' out for all.");
    }
  }

  /** How many tables the source has. */
  int tables() {
    return tables.size();
  }

  List<Difference> differences() {
    return differences;
  }

  /** The tables whose rows can be compared. */
  List<Table> comparable() {
    Set<String> misshapen =
        differences.stream()
            .filter(d -> d.kind() != Difference.Kind.TABLE_EXTRA)
            .map(Difference::table)
            .collect(Collectors.toSet());
    return tables.values().stream().filter(t -> !misshapen.contains(t.fullName())).toList();
  }

  /**
   * The tables, from all servers at the same time; empty where it may be that not all are alike:
   * then they must be looked at one after the other, since one may change between two looks.
   */
  private Map<String, Table> glance(ExecutorService threads) throws InterruptedException {
    List<Future<Map<String, Table>>> asked =
        sides.copies().stream().map(c -> threads.submit(() -> of(c))).toList();
    Map<String, Table> ours = of(sides.source());
    boolean alike = true;
    for (Future<Map<String, Table>> answer : asked) {
      alike &= alike(ours, Answers.of(answer));
    }
    return alike ? ours : Map.of();
  }

  private static boolean alike(Map<String, Table> ours, Map<String, Table> theirs) {
    return ours.keySet().equals(theirs.keySet())
        && ours.entrySet().stream()
            .allMatch(e -> e.getValue().alike(theirs.getOrDefault(e.getKey(), e.getValue())));
  }

  private Map<String, Table> of(Reader reader) {
    Map<String, Table> all = new TreeMap<>(Tables.of(reader.node()));
    all.keySet().removeIf(wanted.negate());
    return all;
  }

  private List<Difference> seen(Map<String, Table> ours, ExecutorService threads)
      throws InterruptedException {
    GtidPosition now = sides.source().position();
    List<Future<List<Difference>>> asked = new ArrayList<>();
    for (Reader copy : sides.copies()) {
      asked.add(threads.submit(() -> seen(ours, copy, now)));
    }
    List<Difference> found = new ArrayList<>();
    for (Future<List<Difference>> answer : asked) {
      found.addAll(Answers.of(answer));
    }
    return found;
  }

  private List<Difference> seen(Map<String, Table> ours, Reader copy, GtidPosition now) {
    if (copy.node().source().isPresent() && !copy.node().awaits(now, patience)) {
      throw new S22Exception(
          "S22-8106",
          copy.name() + " does not catch up with " + sides.source().name(),
          "Mend its replication, then run the comparison again.");
    }
    List<Difference> found = new ArrayList<>();
    Map<String, Table> theirs = of(copy);
    for (Table table : ours.values()) {
      Table other = theirs.remove(table.fullName());
      if (other == null) {
        found.add(shape(copy, table, Difference.Kind.TABLE_MISSING));
      } else if (!other.alike(table)) {
        found.add(shape(copy, table, Difference.Kind.COLUMNS));
      }
    }
    theirs.values().forEach(t -> found.add(shape(copy, t, Difference.Kind.TABLE_EXTRA)));
    return found;
  }

  private static Difference shape(Reader copy, Table table, Difference.Kind kind) {
    return new Difference(copy.name(), table.fullName(), "", kind);
  }
}
