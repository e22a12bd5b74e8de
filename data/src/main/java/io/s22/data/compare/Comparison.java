package io.s22.data.compare;

import io.s22.data.mariadb.Server;
import io.s22.plan.S22Exception;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
   * @param brake slows it down besides
   */
  public record Options(
      Duration chunk, Duration lag, Duration patience, Duration within, Brake brake) {
    private static final Duration EVER = Duration.ofDays(365);

    /** Slowed down by lag alone. */
    public Options(Duration chunk, Duration lag, Duration patience, Duration within) {
      this(chunk, lag, patience, within, Brake.NONE);
    }

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
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Sides sides = Sides.open(source, copies, threads);
        Bookmark mark = new Bookmark(bookmark, source + " " + copies)) {
      Shapes shapes = new Shapes(sides, wanted, options.patience(), threads);
      Set<Difference> found = new LinkedHashSet<>(mark.differences());
      found.addAll(shapes.differences());
      Pace pace = new Pace(options, nanos);
      long rows = mark.rows() + rows(shapes.comparable(), sides, pace, threads, mark, found);
      Report report =
          new Report(
              shapes.tables(),
              rows,
              mark.rows(),
              Duration.ofNanos(nanos.getAsLong() - began),
              pace.waited(),
              List.copyOf(found));
      mark.finish();
      return report;
    }
  }

  private long rows(
      List<Table> tables,
      Sides sides,
      Pace pace,
      ExecutorService threads,
      Bookmark mark,
      Set<Difference> found)
      throws InterruptedException {
    Handful handful = new Handful(sides, options, threads);
    List<Table> few = handful.few(tables.stream().filter(t -> !mark.begun(t.fullName())).toList());
    long rows = handful.run(few, pace, mark, found);
    for (Table table : tables) {
      if (!few.contains(table)) {
        rows += new Walk(sides, table, options, pace, threads, nanos).run(mark, found);
      }
    }
    return rows;
  }
}
