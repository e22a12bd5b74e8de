package io.s22.window.traffic;

import io.s22.plan.S22Exception;
import java.util.Locale;

/** How a warehouse writes what the count needs beside standard SQL. */
public enum SqlDialect {
  /** Tested. Counts users exactly: its estimate was off by 24 % in a minute of 123 users. */
  DUCKDB("CAST(floor(epoch(%s) / 60) AS BIGINT)", "COUNT(DISTINCT %s)"),
  /** As documented by ClickHouse; not tested here. */
  CLICKHOUSE("intDiv(toUnixTimestamp(%s), 60)", "uniqCombined(%s)"),
  /** As documented by Trino; not tested here. */
  TRINO("CAST(floor(to_unixtime(%s) / 60) AS BIGINT)", "approx_distinct(%s)"),
  /** As documented by Spark SQL; not tested here. */
  SPARK("CAST(floor(unix_timestamp(%s) / 60) AS BIGINT)", "approx_count_distinct(%s)");

  private final String minute;
  private final String users;

  SqlDialect(String minute, String users) {
    this.minute = minute;
    this.users = users;
  }

  /** The minutes since 1970-01-01T00:00Z of a time. */
  String minute(String time) {
    return String.format(Locale.ROOT, minute, time);
  }

  /** The count of distinct users, estimated where the engine estimates well. */
  String users(String user) {
    return String.format(Locale.ROOT, users, user);
  }

  /**
   * The dialect of a JDBC address.
   *
   * @throws S22Exception S22-7041 where it is none of these
   */
  static SqlDialect of(String jdbc) {
    String[] words = jdbc.split(":", -1);
    String engine = words.length > 1 ? words[1].toLowerCase(Locale.ROOT) : "";
    return switch (engine) {
      case "duckdb" -> DUCKDB;
      case "clickhouse", "ch" -> CLICKHOUSE;
      case "trino" -> TRINO;
      case "hive2", "spark", "databricks" -> SPARK;
      default ->
          throw new S22Exception(
              "S22-7041",
              "The address 'jdbc:" + engine + ":...' is of no engine whose SQL is known.",
              "Use DuckDB, ClickHouse, Trino or Spark SQL, or run the query of docs/window.md by"
                  + " hand and read its outcome with --counts.");
    };
  }
}
