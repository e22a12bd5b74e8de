package io.s22.settle.ledger;

import io.s22.plan.S22Exception;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * The ledger's SQLite file: write-ahead log, every commit forced to the disk, one connection that
 * writes and one that reads what was committed.
 */
final class LedgerFile implements AutoCloseable {
  private static final int LAYOUT = 1;
  private static final String PATIENCE_MILLIS = "10000";

  private final Path file;
  private final Connection writer;
  private final Connection reader;

  /** Work within one transaction: all of it or nothing. */
  interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  private LedgerFile(Path file, Connection writer, Connection reader) {
    this.file = file;
    this.writer = writer;
    this.reader = reader;
  }

  static LedgerFile open(Path file) {
    try {
      make(file);
      Connection writer = connect(file);
      try {
        bringUp(writer, file);
        return new LedgerFile(file, writer, connect(file));
      } catch (SQLException | RuntimeException e) {
        writer.close();
        throw e;
      }
    } catch (SQLException | IOException e) {
      throw unusable(file, e);
    }
  }

  /** For this user alone: names and amounts of customers are in it. */
  private static void make(Path file) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (Files.notExists(file) && posix) {
      try {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } catch (java.nio.file.FileAlreadyExistsException another) {
        if (!Files.isRegularFile(file)) {
          throw another;
        }
      }
    }
  }

  private static Connection connect(Path file) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("journal_mode", "WAL");
    properties.setProperty("synchronous", "FULL");
    properties.setProperty("fullfsync", "true");
    properties.setProperty("busy_timeout", PATIENCE_MILLIS);
    properties.setProperty("transaction_mode", "IMMEDIATE");
    return DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath(), properties);
  }

  private static void bringUp(Connection connection, Path file) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("begin immediate");
      try {
        int layout = layout(statement);
        if (layout > LAYOUT) {
          throw new S22Exception(
              "S22-9654",
              "The ledger '" + file + "' was written by a newer S22.",
              "Use the S22 that wrote it, or a newer one.");
        }
        if (layout < LAYOUT) {
          for (String each : script().split("\n\n")) {
            statement.execute(each);
          }
          statement.execute("pragma user_version = " + LAYOUT);
        }
        statement.execute("commit");
      } catch (SQLException | RuntimeException e) {
        statement.execute("rollback");
        throw e;
      }
    }
  }

  private static int layout(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("pragma user_version")) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  private static String script() {
    try (InputStream in = LedgerFile.class.getResourceAsStream("ledger-1.sql")) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks ledger-1.sql");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One transaction; no other process writes meanwhile. */
  <T> T write(Work<T> work) {
    try (Statement statement = writer.createStatement()) {
      statement.execute("begin immediate");
      try {
        T result = work.in(writer);
        statement.execute("commit");
        return result;
      } catch (SQLException | RuntimeException e) {
        rollBack(statement, e);
        throw e;
      }
    } catch (SQLException e) {
      throw unusable(file, e);
    }
  }

  /** SQLite rolls some failed transactions back by itself. */
  private static void rollBack(Statement statement, Exception cause) {
    try {
      statement.execute("rollback");
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /** Reads what was committed. */
  <T> T read(Work<T> work) {
    try {
      return work.in(reader);
    } catch (SQLException e) {
      throw unusable(file, e);
    }
  }

  private static S22Exception unusable(Path file, Exception e) {
    return new S22Exception(
        "S22-9655",
        "The ledger '" + file + "' cannot be used: " + e.getMessage() + ".",
        "See that the folder is there, has room, and that no other program holds the file.",
        e);
  }

  @Override
  public void close() {
    try {
      reader.close();
      writer.close();
    } catch (SQLException e) {
      throw unusable(file, e);
    }
  }
}
