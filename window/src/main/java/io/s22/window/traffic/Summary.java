package io.s22.window.traffic;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one day: small, and everything it was made from is written in it.
 *
 * @param day in UTC
 * @param kind how it was counted
 * @param sources what it was counted from
 * @param rows in order of minute and route
 */
public record Summary(LocalDate day, Kind kind, List<Source> sources, List<Row> rows) {
  /** The route of rows that hold all routes of their minute together. */
  public static final String ALL = "*";

  public Summary {
    sources = List.copyOf(sources);
    rows = List.copyOf(rows);
  }

  /**
   * How a summary was counted: only summaries of one kind can be added up.
   *
   * @param format the name or text of the format
   * @param user the field that tells users apart
   * @param zone of times without an offset
   * @param routes the group under each prefix
   * @param sketch how distinct users are kept
   */
  public record Kind(
      String format, String user, String zone, Map<String, String> routes, String sketch) {
    public Kind {
      routes = Map.copyOf(routes);
    }

    static Kind of(ReadOptions options) {
      return new Kind(
          options.format().toString(),
          options.format().user(),
          options.zone().getId(),
          options.routes().prefixes(),
          "HLL " + MinuteTable.SKETCH_LOG2);
    }
  }

  /**
   * One log.
   *
   * @param name its path, or {@code -} for the standard input
   * @param head SHA-256 of the first 64 KiB of its text, hex: by it a log is known again, renamed
   *     or compressed
   * @param size of the file; -1 for a pipe
   * @param bytes how long its text is
   * @param lines all lines in it, on whatever day
   * @param malformed how many of them could not be read
   * @param damage why its end is missing; empty where it is not
   * @param days all days it has lines of
   */
  public record Source(
      String name,
      String head,
      long size,
      long bytes,
      long lines,
      long malformed,
      String damage,
      List<LocalDate> days) {
    public Source {
      days = List.copyOf(days);
    }
  }

  /**
   * One minute of one route group.
   *
   * @param minute of the day, from 0
   * @param route the group, or {@link #ALL}
   * @param requests well-formed lines
   * @param serverErrors of them with status 500 and above
   * @param clientErrors of them with status 400 to 499
   * @param bytes sent
   * @param timed requests whose duration is known
   * @param micros the sum of their durations
   * @param users distinct users, estimated; standard error 2.3 %
   * @param sketch the users, for merging; {@code null} where they were not loaded, or are not known
   */
  public record Row(
      int minute,
      String route,
      long requests,
      long serverErrors,
      long clientErrors,
      long bytes,
      long timed,
      long micros,
      double users,
      byte @Nullable [] sketch) {}
}
