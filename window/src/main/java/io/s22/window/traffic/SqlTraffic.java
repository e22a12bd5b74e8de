package io.s22.window.traffic;

import io.s22.plan.S22Exception;
import io.s22.window.traffic.Summary.Kind;
import io.s22.window.traffic.Summary.Row;
import io.s22.window.traffic.Summary.Source;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The same counts where the logs already lie in a warehouse: one query, carried out there; only one
 * row a minute and route group comes back.
 */
public final class SqlTraffic {
  private static final int MINUTES_PER_DAY = 1440;

  private final Table table;
  private final Routes routes;

  /**
   * Where the columns are.
   *
   * @param from a table, a view, or a table function such as {@code read_parquet('logs/*.parquet')}
   * @param time a timestamp with a zone, or in UTC
   * @param status a number
   * @param bytes a number; {@code null} where there is none
   * @param user anything; {@code null} where there is none
   * @param path text; {@code null} where there is none
   * @param seconds the request's duration, a number; {@code null} where there is none
   */
  public record Table(
      String from,
      String time,
      String status,
      @Nullable String bytes,
      @Nullable String user,
      @Nullable String path,
      @Nullable String seconds) {}

  public SqlTraffic(Table table, Routes routes) {
    this.table = table;
    this.routes = routes;
  }

  /** The query, to be read, or to be run by hand. */
  public String query(SqlDialect dialect) {
    boolean grouped = !routes.prefixes().isEmpty() && table.path() != null;
    String minute = dialect.minute(table.time());
    StringBuilder sql =
        new StringBuilder("SELECT\n  ").append(minute).append(" AS minute_utc,\n  ");
    sql.append(grouped ? route() : "'" + Summary.ALL + "'").append(" AS route_group,\n");
    sql.append("  COUNT(*) AS requests,\n");
    sql.append("  SUM(CASE WHEN ")
        .append(table.status())
        .append(" >= 500 THEN 1 ELSE 0 END) AS server_errors,\n");
    sql.append("  SUM(CASE WHEN ")
        .append(table.status())
        .append(" >= 400 AND ")
        .append(table.status());
    sql.append(" < 500 THEN 1 ELSE 0 END) AS client_errors,\n");
    sql.append("  ").append(sum(table.bytes(), "")).append(" AS bytes_sent,\n");
    sql.append("  ")
        .append(table.seconds() == null ? "0" : "COUNT(" + table.seconds() + ")")
        .append(" AS timed,\n");
    sql.append("  ").append(sum(table.seconds(), " * 1000000")).append(" AS micros,\n");
    sql.append("  ")
        .append(table.user() == null ? "0" : dialect.users(table.user()))
        .append(" AS users\n");
    sql.append("FROM ").append(table.from()).append('\n');
    sql.append("WHERE ").append(table.time()).append(" IS NOT NULL\n");
    sql.append(grouped ? "GROUP BY GROUPING SETS ((1, 2), (1))\n" : "GROUP BY 1, 2\n");
    return sql.append("ORDER BY 1").toString();
  }

  private static String sum(@Nullable String column, String times) {
    return column == null ? "0" : "CAST(COALESCE(SUM(" + column + times + "), 0) AS BIGINT)";
  }

  /** The longest prefix first, compared as plain text. */
  private String route() {
    StringBuilder sql = new StringBuilder("CASE");
    routes.prefixes().entrySet().stream()
        .sorted(Comparator.comparingInt((Map.Entry<String, String> e) -> -e.getKey().length()))
        .forEach(entry -> {
          String prefix = entry.getKey();
          sql.append(" WHEN substr(").append(table.path()).append(", 1, ").append(prefix.length());
          sql.append(") = '").append(prefix.replace("'", "''")).append("' THEN '");
          sql.append(entry.getValue()).append('\'');
        });
    return sql.append(" ELSE '").append(Routes.OTHER).append("' END").toString();
  }

  /** What came of it: days and rows. */
  public record Outcome(List<LocalDate> days, long requests) {
    public Outcome {
      days = List.copyOf(days);
    }
  }

  /**
   * Runs the query and saves its days; days that were saved by the same query are replaced.
   *
   * @throws S22Exception S22-7040 where the warehouse refuses; S22-7041 for an unknown engine;
   *     S22-7011 where the folder holds summaries of another kind
   */
  public Outcome run(String jdbc, Properties credentials, Path folder) {
    SqlDialect dialect = SqlDialect.of(jdbc);
    Kind kind =
        new Kind("sql", table.user() == null ? "" : table.user(), "UTC", routes.prefixes(), "none");
    SummaryFolder summaries = new SummaryFolder(folder);
    summaries.known(kind);
    Map<LocalDate, List<Row>> days = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection(jdbc, credentials);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query(dialect))) {
      while (rows.next()) {
        long minute = rows.getLong(1);
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(minute, (long) MINUTES_PER_DAY));
        days.computeIfAbsent(day, key -> new ArrayList<>())
            .add(row(rows, (int) Math.floorMod(minute, (long) MINUTES_PER_DAY)));
      }
    } catch (SQLException e) {
      throw new S22Exception(
          "S22-7040",
          "The warehouse refused: " + e.getMessage(),
          "Look at the columns named, and at the query with --show.",
          e);
    }
    return save(dialect, jdbc, kind, days, summaries);
  }

  private static Row row(ResultSet rows, int minute) throws SQLException {
    String route = rows.getString(2);
    return new Row(
        minute,
        route == null ? Summary.ALL : route,
        rows.getLong(3),
        rows.getLong(4),
        rows.getLong(5),
        rows.getLong(6),
        rows.getLong(7),
        rows.getLong(8),
        rows.getDouble(9),
        null);
  }

  private Outcome save(
      SqlDialect dialect,
      String jdbc,
      Kind kind,
      Map<LocalDate, List<Row>> days,
      SummaryFolder summaries) {
    long requests =
        days.values().stream()
            .flatMap(List::stream)
            .filter(row -> row.route().equals(Summary.ALL))
            .mapToLong(Row::requests)
            .sum();
    byte[] text = query(dialect).getBytes(StandardCharsets.UTF_8);
    String head = HexFormat.of().formatHex(Hashes.sha256().digest(text));
    List<LocalDate> all = List.copyOf(days.keySet());
    String name = jdbc.replaceFirst("//[^/@]*@", "//").replaceFirst("[?;].*", "");
    Source source = new Source(name + " " + table.from(), head, -1, 0, requests, 0, "", all);
    days.forEach((day, rows) -> {
      rows.sort(Comparator.comparingInt(Row::minute).thenComparing(Row::route));
      summaries.save(new Summary(day, kind, List.of(source), rows));
    });
    return new Outcome(all, requests);
  }
}
