package io.s22.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One connection, whose statements are kept prepared. Not for use by two threads at once. */
public final class Session implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Session(Connection connection) {
    this.connection = connection;
  }

  /** Makes a value of one row. */
  @FunctionalInterface
  public interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** What is done with a statement. */
  @FunctionalInterface
  private interface Use<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  Connection connection() {
    return connection;
  }

  /** Runs a statement that gives no rows; {@code values} are texts and numbers. */
  public int update(String sql, @Nullable Object... values) throws SQLException {
    return use(PreparedStatement::executeUpdate, sql, values);
  }

  /** Runs a statement for its effect alone, such as BEGIN. */
  void run(String sql) throws SQLException {
    use(PreparedStatement::execute, sql);
  }

  /** A value for each row that a query finds. */
  public <T> List<T> list(Row<T> row, String sql, @Nullable Object... values) throws SQLException {
    return use(statement -> list(row, statement), sql, values);
  }

  private static <T> List<T> list(Row<T> row, PreparedStatement statement) throws SQLException {
    List<T> found = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(row.of(rows));
      }
    }
    return found;
  }

  /** A value for the first row that a query finds. */
  public <T> Optional<T> first(Row<T> row, String sql, @Nullable Object... values)
      throws SQLException {
    return use(statement -> first(row, statement), sql, values);
  }

  private static <T> Optional<T> first(Row<T> row, PreparedStatement statement)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      return rows.next() ? Optional.of(row.of(rows)) : Optional.empty();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private <T> T use(Use<T> use, String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    try {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return use.of(statement);
    } catch (SQLException e) {
      // the driver of SQLite gives a statement up when it fails: it must be prepared anew
      prepared.remove(sql);
      close(statement, e);
      throw e;
    }
  }

  private static void close(PreparedStatement statement, SQLException cause) {
    try {
      statement.close();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }
}
