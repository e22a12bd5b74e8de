package io.s22.tell.outbox;

import io.s22.plan.S22Exception;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;

/** One SQLite file: one connection, one transaction at a time, each on the disk when it is over. */
final class SqliteGround implements Ground {
  private static final int PATIENCE_MILLIS = 30_000;

  private final Path file;
  private final Session session;
  private final ReentrantLock lock = new ReentrantLock();

  /**
   * Opens {@code file}, and lays it out where it is new; readable by this user alone.
   *
   * @throws S22Exception S22-9614
   */
  SqliteGround(Path file) {
    this.file = file;
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(PATIENCE_MILLIS);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    try {
      hide(file);
      Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
      this.session = new Session(connection);
      try (Statement statement = connection.createStatement()) {
        for (String each : Ground.layout()) {
          statement.execute(each);
        }
      }
    } catch (SQLException | IOException e) {
      throw refused(e);
    }
  }

  private static void hide(Path file) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (posix && Files.notExists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
  }

  @Override
  public <T> T write(Work<T> work) {
    lock.lock();
    try {
      run("begin immediate");
      try {
        T result = work.in(session);
        run("commit");
        return result;
      } catch (SQLException | RuntimeException e) {
        rollBack(e);
        throw e;
      }
    } catch (SQLException e) {
      throw refused(e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public <T> T read(Work<T> work) {
    lock.lock();
    try {
      return work.in(session);
    } catch (SQLException e) {
      throw refused(e);
    } finally {
      lock.unlock();
    }
  }

  private void rollBack(Exception cause) {
    try {
      run("rollback");
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = session.connection().createStatement()) {
      statement.execute(sql);
    }
  }

  private S22Exception refused(Exception cause) {
    return Ground.refused(file.toString(), cause);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      session.connection().close();
    } catch (SQLException e) {
      throw refused(e);
    } finally {
      lock.unlock();
    }
  }
}
