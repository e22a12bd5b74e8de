package io.s22.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The key of an entry: its run's number times 2^32, plus its own. One table sorted by one integer
 * takes half the pages a commit that a key of run and number takes, and so half the writing.
 */
final class EntryIds {
  private static final long SPAN = 1L << 32;

  private EntryIds() {}

  /** What is added to an entry's number; negative where there is no such run. */
  static long zero(Session session, String run) throws SQLException {
    return zero(session, null, run);
  }

  /**
   * What is added to an entry's number; negative where {@code tenant} has no such run.
   *
   * @param tenant null for the machine itself, which drives everybody's runs
   */
  static long zero(Session session, @Nullable String tenant, String run) throws SQLException {
    return session
        .first(
            row -> row.getLong(1) * SPAN,
            "select no from runs where run = ? and tenant = coalesce(?, tenant)",
            run,
            tenant)
        .orElse(-SPAN);
  }

  /** The largest key of the run whose keys begin after {@code zero}. */
  static long last(long zero) {
    return zero + SPAN - 1;
  }
}
