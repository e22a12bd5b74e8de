package io.s22.tell.outbox;

import io.s22.plan.S22Exception;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/**
 * The database a book lies in, and all that differs between one and another. Its errors are
 * S22-9614.
 */
interface Ground extends AutoCloseable {
  /** Work within a transaction. */
  interface Work<T> {
    T in(Session session) throws SQLException;
  }

  /** All of {@code work}, or nothing of it; no other writes meanwhile. */
  <T> T write(Work<T> work);

  /** Reads. */
  <T> T read(Work<T> work);

  @Override
  void close();

  /** The statements that lay a book out, as SQLite takes them. */
  static List<String> layout() {
    try (InputStream in = Ground.class.getResourceAsStream("notices.sql")) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks notices.sql");
      }
      return List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What went wrong with the book at {@code place}. */
  static S22Exception refused(String place, Exception cause) {
    return new S22Exception(
        "S22-9614",
        "The notices in '" + place + "' cannot be read or written: " + cause.getMessage() + ".",
        "See that the disk has room and that the file or database is this user's; nothing is lost,"
            + " and sending goes on when it can be written.",
        cause);
  }
}
