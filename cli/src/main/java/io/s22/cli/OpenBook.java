package io.s22.cli;

import io.s22.store.JdbcRunStore;
import io.s22.tell.outbox.SqlBook;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The book of notices that a command means: the folder's, or the one that several nodes share. */
final class OpenBook implements AutoCloseable {
  private final @Nullable JdbcRunStore store;
  private final SqlBook book;

  private OpenBook(@Nullable JdbcRunStore store, SqlBook book) {
    this.store = store;
    this.book = book;
  }

  /**
   * Opens it.
   *
   * @param home the folder that was named; null for the usual one
   */
  static OpenBook of(Screen screen, @Nullable Path home) {
    Path folder = Workshop.folder(screen, home);
    if (!JdbcRunStore.isShared(screen.environment())) {
      return new OpenBook(null, SqlBook.in(folder));
    }
    JdbcRunStore store = JdbcRunStore.open(folder, screen.environment());
    try {
      return new OpenBook(store, SqlBook.in(folder, store.shared()));
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** It, where there is one: to look does not make one. */
  static Optional<OpenBook> find(Screen screen, @Nullable Path home) {
    boolean there =
        JdbcRunStore.isShared(screen.environment())
            || Workshop.folder(screen, home).resolve("notices.db").toFile().isFile();
    return there ? Optional.of(of(screen, home)) : Optional.empty();
  }

  SqlBook book() {
    return book;
  }

  @Override
  public void close() {
    book.close();
    if (store != null) {
      store.close();
    }
  }
}
