package io.s22.store;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import io.s22.plan.S22Exception;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;

/**
 * An SQLite file: write-ahead log, every commit forced to the disk ({@code synchronous=FULL}), one
 * connection that writes, and as many as needed that read.
 */
final class SqliteDatabase implements Database {
  /** How long to wait for another process that writes; S22's own transactions last milliseconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(2);

  private static final int IDLE_READERS = 4;

  private final Path file;
  private final Duration patience;
  private final Session writer;
  private final ReentrantLock writing = new ReentrantLock(true);
  private final ConcurrentLinkedDeque<Session> readers = new ConcurrentLinkedDeque<>();

  private SqliteDatabase(Path file, Duration patience, Session writer) {
    this.file = file;
    this.patience = patience;
    this.writer = writer;
  }

  /**
   * Opens {@code file}, and lays it out where it is empty or old.
   *
   * @throws S22Exception S22-31xx
   */
  static SqliteDatabase open(Path file) {
    return open(file, PATIENCE);
  }

  /** Opens {@code file}; waits up to {@code patience} for other processes that write. */
  static SqliteDatabase open(Path file, Duration patience) {
    try {
      Session writer = new Session(connectWriter(file, patience));
      try {
        SqliteSchema.bringUp(writer, file);
        return new SqliteDatabase(file, patience, writer);
      } catch (SQLException | RuntimeException e) {
        writer.close();
        throw e;
      }
    } catch (SQLException e) {
      throw StoreErrors.of(file, e);
    }
  }

  /**
   * SQLite refuses at once, whatever the patience, the connection that finds another one turning
   * the new file to a write-ahead log: to wait could be a deadlock. So the waiting is done here.
   */
  private static Connection connectWriter(Path file, Duration patience) throws SQLException {
    SQLiteConfig config = config(patience);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    long start = System.nanoTime();
    while (true) {
      try {
        return connect(file, config);
      } catch (SQLException e) {
        if (!StoreErrors.isBusy(e) || System.nanoTime() - start > patience.toNanos()) {
          throw e;
        }
        LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
      }
    }
  }

  private static Connection connectReader(Path file, Duration patience) throws SQLException {
    Connection connection = connect(file, config(patience));
    try (Statement statement = connection.createStatement()) {
      statement.execute("pragma query_only = true");
    }
    return connection;
  }

  private static SQLiteConfig config(Duration patience) {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout((int) patience.toMillis());
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setPragma(SQLiteConfig.Pragma.FULL_SYNC, "true");
    config.setPragma(SQLiteConfig.Pragma.JOURNAL_SIZE_LIMIT, Integer.toString(64 << 20));
    return config;
  }

  private static Connection connect(Path file, SQLiteConfig config) throws SQLException {
    return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
  }

  @Override
  public <T> T write(Work<T> work) {
    writing.lock();
    try {
      writer.run("begin immediate");
      T result;
      try {
        result = work.in(writer);
        writer.run("commit");
      } catch (SQLException | RuntimeException e) {
        rollBack(e);
        throw e;
      }
      return result;
    } catch (SQLException e) {
      throw StoreErrors.of(file, e);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public <T> T writeOne(Work<T> work) {
    writing.lock();
    try {
      return work.in(writer);
    } catch (SQLException e) {
      throw StoreErrors.of(file, e);
    } finally {
      writing.unlock();
    }
  }

  /**
   * SQLite rolls some failed transactions back by itself; to do it again is an error of no weight.
   */
  private void rollBack(Exception cause) {
    try {
      writer.run("rollback");
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public <T> T read(Work<T> work) {
    try {
      Session idle = readers.poll();
      Session reader = idle == null ? new Session(connectReader(file, patience)) : idle;
      try {
        return work.in(reader);
      } finally {
        giveBack(reader);
      }
    } catch (SQLException e) {
      throw StoreErrors.of(file, e);
    }
  }

  private void giveBack(Session reader) throws SQLException {
    if (readers.size() < IDLE_READERS) {
      readers.add(reader);
    } else {
      reader.close();
    }
  }

  @Override
  public DataSource scheduler() {
    return new LockedDataSource(writer.connection(), writing);
  }

  @Override
  public JdbcCustomization customization(String condition) {
    return new SqliteJdbcCustomization() {
      @Override
      public String createSelectDueQuery(
          String table, int limit, String andCondition, boolean orderByPriority) {
        return super.createSelectDueQuery(table, limit, andCondition + condition, orderByPriority);
      }
    };
  }

  @Override
  public String lockingRead() {
    return "";
  }

  @Override
  public Watch watch() {
    try {
      return new DataVersion(new Session(connectReader(file, patience)));
    } catch (SQLException e) {
      throw StoreErrors.of(file, e);
    }
  }

  @Override
  public void close() {
    writing.lock();
    try {
      for (Session reader = readers.poll(); reader != null; reader = readers.poll()) {
        reader.close();
      }
      writer.close();
    } catch (SQLException e) {
      throw StoreErrors.of(file, e);
    } finally {
      writing.unlock();
    }
  }

  /**
   * SQLite counts, in shared memory, what other connections committed: a look costs microseconds.
   */
  private final class DataVersion implements Watch {
    private final Session session;
    private long seen = -1;

    DataVersion(Session session) {
      this.session = session;
    }

    @Override
    public boolean changed() {
      try {
        long now = session.first(row -> row.getLong(1), "pragma data_version").orElse(0L);
        boolean changed = now != seen;
        seen = now;
        return changed;
      } catch (SQLException e) {
        throw StoreErrors.of(file, e);
      }
    }

    @Override
    public void close() {
      try {
        session.close();
      } catch (SQLException e) {
        throw StoreErrors.of(file, e);
      }
    }
  }
}
