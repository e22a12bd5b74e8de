package io.s22.data.mariadb;

import io.s22.plan.S22Exception;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** One connection of an administrator to one server. For one thread at a time. */
public final class Node implements AutoCloseable {
  private static final String SEEN =
      "SELECT @@server_id, @@version, @@read_only, @@gtid_binlog_pos, @@gtid_current_pos,"
          + " @@gtid_binlog_state, @@rpl_semi_sync_master_enabled,"
          + " (SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS"
          + " WHERE VARIABLE_NAME = 'RPL_SEMI_SYNC_MASTER_CLIENTS')";

  private final Server server;
  private final Connection connection;

  private Node(Server server, Connection connection) {
    this.server = server;
    this.connection = connection;
  }

  /**
   * Connects.
   *
   * @param patience how long to wait for the connection, and for any one answer
   * @throws S22Exception S22-8101 when the server does not answer or does not let the user in
   */
  public static Node open(Server server, Duration patience) {
    try {
      return new Node(server, connect(server, patience));
    } catch (SQLException e) {
      throw new S22Exception(
          "S22-8101",
          "Database server " + server + " does not let " + server.user() + " in: " + e.getMessage(),
          "See that it runs, that it can be reached from here, and that user and password hold.",
          e);
    }
  }

  /** A plain connection with the same settings, for those who read much. */
  static Connection connect(Server server, Duration patience) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", server.user());
    properties.setProperty("password", server.password());
    properties.setProperty("sslMode", server.tls());
    properties.setProperty("connectTimeout", Long.toString(patience.toMillis()));
    properties.setProperty("socketTimeout", Long.toString(patience.toMillis()));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("allowMultiQueries", "true");
    return DriverManager.getConnection("jdbc:mariadb://" + server.address() + "/", properties);
  }

  public Server server() {
    return server;
  }

  public String name() {
    return server.name();
  }

  /** Runs one statement, or several with semicolons between them, in one journey. */
  public void run(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      // The errors of later ones come with their results.
      while (statement.getMoreResults() || statement.getUpdateCount() != -1) {
        statement.clearWarnings();
      }
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /**
   * Runs several statements with semicolons between them, in one journey.
   *
   * @return the first column of the first row of the last one that yields rows; empty for NULL
   */
  String last(String sql) {
    try (Statement statement = connection.createStatement()) {
      String last = "";
      boolean rows = statement.execute(sql);
      while (rows || statement.getUpdateCount() != -1) {
        if (rows) {
          ResultSet result = statement.getResultSet();
          String value = result.next() ? result.getString(1) : null;
          last = value == null ? "" : value;
        }
        rows = statement.getMoreResults();
      }
      return last;
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /**
   * Runs one statement.
   *
   * @return whether the server carried it out
   */
  boolean tryRun(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /** The first column of the first row, as text; empty for NULL or no row. */
  public String text(String sql, String... values) {
    List<Map<String, String>> rows = rows(sql, values);
    return rows.isEmpty() ? "" : rows.getFirst().values().iterator().next();
  }

  /** All rows, each by column label; NULL becomes empty text. */
  public List<Map<String, String>> rows(String sql, String... values) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        return read(result);
      }
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  private static List<Map<String, String>> read(ResultSet result) throws SQLException {
    ResultSetMetaData meta = result.getMetaData();
    List<Map<String, String>> rows = new ArrayList<>();
    while (result.next()) {
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 1; i <= meta.getColumnCount(); i++) {
        String value = result.getString(i);
        row.put(meta.getColumnLabel(i), value == null ? "" : value);
      }
      rows.add(row);
    }
    return rows;
  }

  /** The server as it is now. */
  public NodeState state() {
    List<String> seen = List.copyOf(rows(SEEN).getFirst().values());
    return new NodeState(
        server,
        Long.parseLong(seen.get(0)),
        seen.get(1),
        !seen.get(2).equals("0"),
        GtidPosition.parse(seen.get(3)),
        GtidPosition.parse(seen.get(4)),
        GtidState.parse(seen.get(5)),
        source(),
        !seen.get(6).equals("0"),
        seen.get(7).isEmpty() ? 0 : Integer.parseInt(seen.get(7)));
  }

  /** How it stands to its source; empty when it follows nobody. */
  public Optional<SourceStatus> source() {
    return rows("SHOW SLAVE STATUS").stream().findFirst().map(SourceStatus::of);
  }

  /**
   * Waits until everything up to {@code position} is applied here.
   *
   * @return whether that came within {@code patience}
   */
  public boolean awaits(GtidPosition position, Duration patience) {
    if (position.byDomain().isEmpty()) {
      return true;
    }
    String answer =
        text(
            "SELECT MASTER_GTID_WAIT(?, " + patience.toMillis() / 1000.0 + ")",
            position.toString());
    return answer.equals("0");
  }

  private S22Exception failed(String sql, SQLException e) {
    return new S22Exception(
        "S22-8102",
        "Database server " + server + " refused \"" + safe(sql) + "\": " + e.getMessage(),
        "Read the server's own words above; its error log may say more.",
        e);
  }

  /** The statement without what stands in quotes: passwords never reach a message. */
  private static String safe(String sql) {
    return sql.replaceAll("'[^']*'", "'...'");
  }

  Connection connection() {
    return connection;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed("close", e);
    }
  }
}
