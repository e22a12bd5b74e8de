package io.s22.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;

/** The layout of an SQLite store, with its number in {@code user_version}. */
final class SqliteSchema {
  /** Marks a file as S22's: "S22" and a zero. */
  static final int APPLICATION = 0x53323200;

  private SqliteSchema() {}

  /** Brings the database up to {@link Layouts#NEWEST}; several processes may try at once. */
  static void bringUp(Session session, Path file) throws SQLException {
    if (number(session, "pragma application_id") == APPLICATION
        && number(session, "pragma user_version") == Layouts.NEWEST) {
      return;
    }
    // Only under the lock do the numbers belong together: another process may be laying it out.
    session.run("begin immediate");
    try {
      for (int next = layout(session, file) + 1; next <= Layouts.NEWEST; next++) {
        for (String each : Layouts.statements(next)) {
          execute(session, each);
        }
        execute(session, "pragma user_version = " + next);
      }
      execute(session, "pragma application_id = " + APPLICATION);
      session.run("commit");
    } catch (SQLException | RuntimeException e) {
      session.run("rollback");
      throw e;
    }
  }

  private static int layout(Session session, Path file) throws SQLException {
    int application = number(session, "pragma application_id");
    int layout = number(session, "pragma user_version");
    int tables = number(session, "select count(*) from sqlite_schema");
    if (application != APPLICATION && (tables > 0 || application != 0 || layout != 0)) {
      throw StoreErrors.foreign(
          file,
          "is a database of another program",
          new SQLException("application_id " + application));
    }
    if (layout > Layouts.NEWEST) {
      throw StoreErrors.newer(file, layout, Layouts.NEWEST);
    }
    return layout;
  }

  private static int number(Session session, String sql) throws SQLException {
    return session.first(row -> row.getInt(1), sql).orElse(0);
  }

  private static void execute(Session session, String sql) throws SQLException {
    try (Statement statement = session.connection().createStatement()) {
      statement.execute(sql);
    }
  }
}
