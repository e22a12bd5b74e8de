package io.s22.store;

/** A disk that gets full: SQLite itself refuses to let the file grow, with SQLITE_FULL. */
final class Limit {
  private final JdbcRunStore store;

  Limit(JdbcRunStore store) {
    this.store = store;
  }

  /** Ten more pages and no further. */
  void set() {
    long pages = pragma("pragma page_count");
    pragma("pragma max_page_count = " + (pages + 10));
  }

  void lift() {
    pragma("pragma max_page_count = 1000000");
  }

  private long pragma(String sql) {
    return store
        .database()
        .writeOne(session -> session.first(row -> row.getLong(1), sql).orElseThrow());
  }
}
