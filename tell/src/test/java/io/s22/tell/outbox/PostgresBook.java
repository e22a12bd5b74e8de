package io.s22.tell.outbox;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/** Books in a PostgreSQL. */
final class PostgresBook {
  private PostgresBook() {}

  /**
   * Opens the book at {@code url}, which names a schema of the test's own.
   *
   * @param url such as {@code postgresql://s22@127.0.0.1:5432/postgres?currentSchema=t1}
   */
  static SqlBook at(String url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl("jdbc:" + url.replace("s22@", ""));
    source.setUser("s22");
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create schema if not exists " + source.getCurrentSchema());
    } catch (SQLException e) {
      throw new IllegalStateException("the test's PostgreSQL refuses", e);
    }
    return SqlBook.in(Path.of("unused"), Optional.of(source));
  }
}
