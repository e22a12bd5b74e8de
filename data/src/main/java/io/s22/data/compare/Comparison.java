package io.s22.data.compare;

import io.s22.data.mariadb.Server;
import io.s22.plan.S22Exception;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Compares every row of every table of a server with its copies, while writers go on.
 *
 * <p>Killed at any instant and run again with the same bookmark, it goes on where it was.
 */
public final class Comparison {
  private final Server source;
  private final List<Server> copies;
  private final Options options;
  private final LongSupplier nanos;

  /**
   * How it goes about it.
   *
   * @param chunk how long one range should take on a server; its rows are chosen so
   * @param lag a copy further behind makes the comparison wait
   * @param patience for a copy to catch up
   * @param within after so long it is given up; what it has compared is kept in the bookmark
   */
  public record Options(Duration chunk, Duration lag, Duration patience, Duration within) {
    private static final Duration EVER = Duration.ofDays(365);

    /** Never given up. */
    public Options(Duration chunk, Duration lag, Duration patience) {
      this(chunk, lag, patience, EVER);
    }

    /** 200 ms, 2 s, 5 minutes. */
    public static final Options USUAL =
        new Options(Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofMinutes(5));
  }

  /**
   * What was found.
   *
   * @param tables how many
   * @param rows of the source, all runs together
   * @param resumed rows of these that an earlier run had compared
   * @param took this run
   * @param waited of that, for copies to come nearer
   */
  public record Report(
      int tables,
      long rows,
      long resumed,
      Duration took,
      Duration waited,
      List<Difference> differences) {
    public Report {
      differences = List.copyOf(differences);
    }

    /** Whether the copies are copies. */
    public boolean same() {
      return differences.isEmpty();
    }
  }

  /**
   * @param nanos a clock that only goes forward, in nanoseconds
   */
  public Comparison(Server source, Collection<Server> copies, Options options, LongSupplier nanos) {
    this.source = source;
    this.copies = List.copyOf(copies);
    this.options = options;
    this.nanos = nanos;
  }

  /**
   * Compares.
   *
   * @param bookmark where to keep how far it is; gone when it is complete
   */
  public Report run(Path bookmark) throws InterruptedException {
    return run(bookmark, table -> true);
  }

  /**
   * Compares some tables.
   *
   * @param bookmark where to keep how far it is; gone when it is complete
   * @param wanted by full name, {@code DATABASE.TABLE}
   * @throws S22Exception S22-8133 when there is no such table, S22-8134 when it took too long
   */
  public Report run(Path bookmark, Predicate<String> wanted) throws InterruptedException {
    long began = nanos.getAsLong();
    boolean chained = Dialect.chained(source, copies);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Sides sides = Sides.open(source, copies, chained)) {
      Map<String, Table> tables = wanted(sides.source(), wanted);
      Bookmark mark = new Bookmark(bookmark, source + " " + copies);
      try (mark) {
        Set<Difference> found = new LinkedHashSet<>(mark.differences());
        found.addAll(shapes(tables, sides, wanted));
        Pace pace = new Pace(options, sides.copies(), nanos);
        long rows = mark.rows();
        for (Table table : comparable(tables, found)) {
          Walk walk = new Walk(sides, table, options, pace, threads);
          rows += walk.run(mark, found, nanos);
        }
        Report report =
            new Report(
                tables.size(),
                rows,
                mark.rows(),
                Duration.ofNanos(nanos.getAsLong() - began),
                pace.waited(),
                List.copyOf(found));
        mark.finish();
        return report;
      }
    }
  }

  private static Map<String, Table> wanted(Reader source, Predicate<String> wanted) {
    Map<String, Table> tables = new TreeMap<>(Tables.of(source.node()));
    boolean had = !tables.isEmpty();
    tables.keySet().removeIf(wanted.negate());
    if (had && tables.isEmpty()) {
      throw new S22Exception(
          "S22-8133",
          source.name() + " has none of the tables that are to be compared",
          "Write them as DATABASE.TABLE, or leave 'tables' out for all.");
    }
    return tables;
  }

  private static List<Table> comparable(Map<String, Table> tables, Set<Difference> found) {
    Set<String> misshapen = new LinkedHashSet<>();
    for (Difference d : found) {
      if (d.kind() == Difference.Kind.TABLE_MISSING || d.kind() == Difference.Kind.COLUMNS) {
        misshapen.add(d.table());
      }
    }
    return tables.values().stream().filter(t -> !misshapen.contains(t.fullName())).toList();
  }

  /** Tables made or dropped a moment ago are looked at again when the copy has caught up. */
  private List<Difference> shapes(
      Map<String, Table> tables, Sides sides, Predicate<String> wanted) {
    List<Difference> differences = new ArrayList<>();
    for (Reader copy : sides.copies()) {
      if (copy.node().source().isPresent()
          && !copy.node().awaits(sides.source().position(), options.patience())) {
        throw new S22Exception(
            "S22-8106",
            copy.name() + " does not catch up with " + source,
            "Mend its replication, then run the comparison again.");
      }
      Map<String, Table> theirs = new TreeMap<>(Tables.of(copy.node()));
      theirs.keySet().removeIf(wanted.negate());
      for (Table table : tables.values()) {
        Table other = theirs.remove(table.fullName());
        if (other == null) {
          differences.add(shape(copy, table, Difference.Kind.TABLE_MISSING));
        } else if (!other.equals(table)) {
          differences.add(shape(copy, table, Difference.Kind.COLUMNS));
        }
      }
      for (Table extra : theirs.values()) {
        differences.add(shape(copy, extra, Difference.Kind.TABLE_EXTRA));
      }
    }
    return differences;
  }

  private static Difference shape(Reader copy, Table table, Difference.Kind kind) {
    return new Difference(copy.name(), table.fullName(), "", kind);
  }
}
