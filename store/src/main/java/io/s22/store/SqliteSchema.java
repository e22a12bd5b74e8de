package io.s22.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The layout of an SQLite store, with its number in {@code user_version}, and the steps from each
 * to the next: {@code sqlite-N.sql}.
 */
final class SqliteSchema {
  /** The layout this S22 writes. */
  static final int LAYOUT = 2;

  /** Marks a file as S22's: "S22" and a zero. */
  static final int APPLICATION = 0x53323200;

  private SqliteSchema() {}

  /** Brings the database up to {@link #LAYOUT}; several processes may try at once. */
  static void bringUp(Session session, Path file) throws SQLException {
    if (number(session, "pragma application_id") == APPLICATION
        && number(session, "pragma user_version") == LAYOUT) {
      return;
    }
    // Only under the lock do the numbers belong together: another process may be laying it out.
    session.run("begin immediate");
    try {
      for (int next = layout(session, file) + 1; next <= LAYOUT; next++) {
        execute(session, script(next));
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
    if (layout > LAYOUT) {
      throw StoreErrors.newer(file, layout, LAYOUT);
    }
    return layout;
  }

  private static int number(Session session, String sql) throws SQLException {
    return session.first(row -> row.getInt(1), sql).orElse(0);
  }

  private static void execute(Session session, String script) throws SQLException {
    try (Statement statement = session.connection().createStatement()) {
      for (String each : script.split("\n\n")) {
        statement.execute(each);
      }
    }
  }

  private static String script(int layout) {
    String name = "sqlite-" + layout + ".sql";
    try (InputStream in = SqliteSchema.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.substring(text.indexOf("create"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
