package io.s22.rehearsal.load;

import io.s22.data.Address;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Writers that insert numbered rows, one transaction each, as fast as they are answered or at a
 * given pace, and keep a ledger of what was acknowledged. A write whose answer was lost is written
 * again under its own number until it is there: clients of a real shop do the same.
 */
public final class Writers implements AutoCloseable {
  private static final int DUPLICATE = 1062;

  private final Target target;
  private final LongSupplier nanos;
  private final Duration pause;
  private final Crew crew = new Crew();

  /**
   * Where they write.
   *
   * @param address of the router, not of a server
   * @param table with columns {@code id BIGINT PRIMARY KEY, writer INT, body VARCHAR(64)}
   */
  public record Target(Address address, String user, String password, String table) {
    @Override
    public String toString() {
      return table + " at " + address;
    }
  }

  private Writers(Target target, Duration pause, LongSupplier nanos) {
    this.target = target;
    this.pause = pause;
    this.nanos = nanos;
  }

  /** What makes the table they write to. */
  public static String tableSql(String table) {
    return "CREATE TABLE IF NOT EXISTS "
        + table
        + " (id BIGINT PRIMARY KEY, writer INT NOT NULL, body VARCHAR(64) NOT NULL)";
  }

  /**
   * Starts {@code count} writers.
   *
   * @param pause between two writes of one writer; zero for none
   */
  public static Writers start(Target target, int count, Duration pause, LongSupplier nanos) {
    Writers writers = new Writers(target, pause, nanos);
    writers.crew.start("writer", count, writers::write);
    return writers;
  }

  private void write(int number, long first, Ledger ledger) {
    long id = first;
    while (!crew.isStopped()) {
      try (Connection connection = connect();
          PreparedStatement insert =
              connection.prepareStatement("INSERT INTO " + target.table() + " VALUES (?, ?, ?)")) {
        while (!crew.isStopped()) {
          insert(insert, id, number);
          ledger.acknowledged(id, nanos.getAsLong());
          id++;
          rest();
        }
      } catch (SQLException e) {
        crew.failed();
      }
    }
  }

  private void rest() {
    if (!pause.isZero()) {
      LockSupport.parkNanos(pause.toNanos());
    }
  }

  private static void insert(PreparedStatement insert, long id, int number) throws SQLException {
    insert.setLong(1, id);
    insert.setInt(2, number);
    insert.setString(3, "order " + id);
    try {
      insert.executeUpdate();
    } catch (SQLException e) {
      // Its answer was lost the first time: it is there.
      if (e.getErrorCode() != DUPLICATE) {
        throw e;
      }
    }
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", target.user());
    properties.setProperty("password", target.password());
    properties.setProperty("sslMode", "disable");
    properties.setProperty("connectTimeout", "10000");
    properties.setProperty("socketTimeout", "30000");
    return DriverManager.getConnection("jdbc:mariadb://" + target.address() + "/", properties);
  }

  /** Acknowledged so far. */
  public long acknowledged() {
    return crew.acknowledged();
  }

  /** Stops them and waits until they have. */
  @Override
  public void close() {
    crew.stop(Duration.ofSeconds(35));
  }

  /** What they got, once they are closed. */
  public WriteRecord record() {
    return crew.record();
  }
}
