package io.s22.tell.outbox;

import io.s22.plan.S22Exception;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/** One SQLite file: one connection, one transaction at a time, each on the disk when it is over. */
final class Sqlite implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final Path file;
  private final Connection connection;
  private final ReentrantLock lock = new ReentrantLock();

  /** Work within a transaction. */
  interface Work<T> {
    T in(Sqlite session) throws SQLException;
  }

  /** A row as something else. */
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  /**
   * Opens {@code file}, and lays it out where it is new; readable by this user alone.
   *
   * @throws S22Exception S22-9614
   */
  Sqlite(Path file) {
    this.file = file;
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(PATIENCE_MILLIS);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    try {
      hide(file);
      this.connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
      try (Statement statement = connection.createStatement()) {
        for (String each : script().split("\n\n")) {
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

  private static String script() {
    try (InputStream in = Sqlite.class.getResourceAsStream("notices.sql")) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks notices.sql");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of {@code work}, or nothing of it. */
  <T> T write(Work<T> work) {
    lock.lock();
    try {
      run("begin immediate");
      try {
        T result = work.in(this);
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

  /** Reads. */
  <T> T read(Work<T> work) {
    lock.lock();
    try {
      return work.in(this);
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
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** How many rows a statement changed. */
  int update(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = prepared(sql, values)) {
      return statement.executeUpdate();
    }
  }

  <T> List<T> list(Row<T> row, String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = prepared(sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(row.of(rows));
      }
      return all;
    }
  }

  <T> Optional<T> first(Row<T> row, String sql, @Nullable Object... values) throws SQLException {
    return list(row, sql, values).stream().findFirst();
  }

  private PreparedStatement prepared(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  private S22Exception refused(Exception cause) {
    return new S22Exception(
        "S22-9614",
        "The notices in '" + file + "' cannot be read or written: " + cause.getMessage() + ".",
        "See that the disk has room and that the file is this user's; nothing is lost, and sending"
            + " goes on when it can be written.",
        cause);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      connection.close();
    } catch (SQLException e) {
      throw refused(e);
    } finally {
      lock.unlock();
    }
  }
}
