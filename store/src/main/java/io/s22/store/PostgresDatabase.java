package io.s22.store;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.s22.plan.S22Exception;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A schema of a PostgreSQL, which any number of nodes on any number of machines share. Who writes
 * takes a lock of the whole schema first, as SQLite does, so that numbers are seen in the order
 * they were given; a single statement does without, because its fence is in itself.
 */
final class PostgresDatabase implements Database {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_CONNECTIONS = 16;

  /** Marks the lock as S22's among the advisory locks of a database: "S22" and a zero. */
  private static final long LOCK = 0x53323200L << 32;

  private final PostgresAddress address;
  private final HikariDataSource pool;

  private PostgresDatabase(PostgresAddress address, HikariDataSource pool) {
    this.address = address;
    this.pool = pool;
  }

  /**
   * Connects, and lays the schema out where it is empty or old.
   *
   * @throws S22Exception S22-31xx
   */
  static PostgresDatabase open(PostgresAddress address) {
    return open(address, PATIENCE);
  }

  /** Connects; waits up to {@code patience} for others that write. */
  static PostgresDatabase open(PostgresAddress address, Duration patience) {
    PostgresDatabase database;
    try {
      database = new PostgresDatabase(address, new HikariDataSource(config(address, patience)));
    } catch (HikariPool.PoolInitializationException e) {
      throw PostgresErrors.of(address.name(), new SQLException(e.getMessage(), e.getCause()));
    }
    try {
      PostgresSchema.bringUp(database, address);
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static HikariConfig config(PostgresAddress address, Duration patience) {
    HikariConfig config = new HikariConfig();
    config.setDriverClassName("org.postgresql.Driver");
    config.setJdbcUrl(address.jdbc());
    if (!address.user().isEmpty()) {
      config.setUsername(address.user());
    }
    if (!address.password().isEmpty()) {
      config.setPassword(address.password());
    }
    config.addDataSourceProperty("ApplicationName", "s22");
    config.addDataSourceProperty("connectTimeout", "5");
    config.addDataSourceProperty("socketTimeout", "60");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.setMaximumPoolSize(MOST_CONNECTIONS);
    config.setMinimumIdle(2);
    config.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
    config.setConnectionInitSql(settings(address.schema(), patience));
    return config;
  }

  /** A node that is stopped within a transaction loses it, so that others go on. */
  private static String settings(String schema, Duration patience) {
    return "set search_path = "
        + schema
        + "; set synchronous_commit = on; set lock_timeout = "
        + patience.toMillis()
        + "; set idle_in_transaction_session_timeout = 10000";
  }

  @Override
  public <T> T write(Work<T> work) {
    return use(connection -> {
      connection.setAutoCommit(false);
      try {
        Session session = new Session(connection);
        session.first(row -> true, "select pg_advisory_xact_lock(?)", lock());
        T result = work.in(session);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        rollBack(connection, e);
        throw e;
      }
    });
  }

  private long lock() {
    return LOCK + address.schema().hashCode();
  }

  private static void rollBack(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public <T> T writeOne(Work<T> work) {
    return use(connection -> work.in(new Session(connection)));
  }

  /** What is only read is asked for once more when its connection was one of before a restart. */
  @Override
  public <T> T read(Work<T> work) {
    Use<T> reading = connection -> work.in(new Session(connection));
    try {
      return use(reading);
    } catch (S22Exception e) {
      if (e.code().equals(PostgresErrors.UNREACHABLE)) {
        return use(reading);
      }
      throw e;
    }
  }

  /** What is done with a connection. */
  @FunctionalInterface
  private interface Use<T> {
    T of(Connection connection) throws SQLException;
  }

  /** The pool makes a connection commit by itself again when it comes back. */
  private <T> T use(Use<T> use) {
    try (Connection connection = pool.getConnection()) {
      return use.of(connection);
    } catch (SQLException e) {
      S22Exception known = PostgresErrors.of(address.name(), e);
      if (known.code().equals(PostgresErrors.UNREACHABLE)) {
        // one that broke is seldom the only one
        pool.getHikariPoolMXBean().softEvictConnections();
      }
      throw known;
    }
  }

  @Override
  public DataSource scheduler() {
    return pool;
  }

  /** Instants are kept as milliseconds, as in SQLite: the statements are the same. */
  @Override
  public JdbcCustomization customization(String condition) {
    return new DefaultJdbcCustomization(false) {
      @Override
      public String getName() {
        return "PostgreSQL";
      }

      @Override
      public void setInstant(PreparedStatement statement, int index, @Nullable Instant value)
          throws SQLException {
        statement.setObject(index, value == null ? null : value.toEpochMilli());
      }

      @Override
      public @Nullable Instant getInstant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
      }

      @Override
      public String getQueryLimitPart(int limit) {
        return " limit " + limit;
      }

      @Override
      public String createSelectDueQuery(
          String table, int limit, String andCondition, boolean orderByPriority) {
        return super.createSelectDueQuery(table, limit, andCondition + condition, orderByPriority);
      }
    };
  }

  @Override
  public String lockingRead() {
    return " for update";
  }

  /** What is visible changes when anybody's transaction ends, and not a moment before. */
  @Override
  public Watch watch() {
    return new Watch() {
      private String seen = "";

      @Override
      public boolean changed() {
        String now =
            read(session ->
                session
                    .first(row -> row.getString(1), "select cast(pg_current_snapshot() as text)")
                    .orElse(""));
        boolean changed = !now.equals(seen);
        seen = now;
        return changed;
      }

      @Override
      public void close() {
        // it holds nothing
      }
    };
  }

  @Override
  public void close() {
    pool.close();
  }
}
