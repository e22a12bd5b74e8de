package io.s22.settle.input;

import io.s22.plan.S22Exception;
import io.s22.settle.Orders;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Orders out of a database: one query that only reads, row by row. */
public final class OrdersSql {
  private static final List<String> COLUMNS = List.of("order", "user", "at", "points");
  private static final int ROWS_AT_ONCE = 1_000;

  private static final String MEND =
      "Give one SELECT that yields order, user, at and points, and a login that may only read.";

  private OrdersSql() {}

  /**
   * Connects for reading alone.
   *
   * @param url such as {@code jdbc:mariadb://shop-db/shop}
   * @param login a user of the database; empty for none
   */
  public static Connection open(String url, String login, String password) {
    Properties properties = new Properties();
    if (!login.isEmpty()) {
      properties.setProperty("user", login);
      properties.setProperty("password", password);
    }
    if (url.startsWith("jdbc:sqlite:")) {
      // SQLite's driver takes it only here: SQLITE_OPEN_READONLY.
      properties.setProperty("open_mode", "1");
    }
    try {
      Connection connection = DriverManager.getConnection(url, properties);
      if (!connection.isReadOnly()) {
        connection.setReadOnly(true);
      }
      return connection;
    } catch (SQLException e) {
      throw refused(Troubles.cut(String.valueOf(e.getMessage())), e);
    }
  }

  /**
   * Reads them.
   *
   * @param connection from {@link #open}; the caller closes it
   * @param query yields four columns: the order's id, the user, when, and the points
   * @throws S22Exception S22-9653 where the query may not or cannot be run, S22-9652 where a row
   *     cannot be used
   */
  public static void read(Connection connection, String query, Inputs inputs, Orders orders) {
    String words = query.strip().toLowerCase(Locale.ROOT);
    if (!words.matches("(?s)(select|with)\\b.*") || words.contains(";")) {
      throw refused("'" + Troubles.cut(query) + "' is not one SELECT");
    }
    Troubles troubles = new Troubles("orders query");
    try {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.setFetchSize(ROWS_AT_ONCE);
        try (ResultSet rows = statement.executeQuery(query)) {
          read(rows, inputs, orders, troubles);
        }
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw refused(Troubles.cut(String.valueOf(e.getMessage())), e);
    }
    troubles.end();
  }

  private static void read(ResultSet rows, Inputs inputs, Orders orders, Troubles troubles)
      throws SQLException {
    if (rows.getMetaData().getColumnCount() != COLUMNS.size()) {
      throw refused("the query yields not four columns: order, user, at, points");
    }
    for (long row = 1; rows.next(); row++) {
      Map<String, String> cells = new TreeMap<>();
      for (int c = 1; c <= COLUMNS.size(); c++) {
        String cell = rows.getString(c);
        cells.put(COLUMNS.get(c - 1), cell == null ? "" : cell);
      }
      try {
        inputs.order(cells, orders);
      } catch (Csv.Bad bad) {
        troubles.add(row, String.valueOf(bad.getMessage()));
      }
    }
  }

  private static S22Exception refused(String why) {
    return new S22Exception("S22-9653", "The orders cannot be read: " + why + ".", MEND);
  }

  private static S22Exception refused(String why, SQLException e) {
    return new S22Exception("S22-9653", "The orders cannot be read: " + why + ".", MEND, e);
  }
}
