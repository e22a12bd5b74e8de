package io.s22.tell.outbox;

import io.s22.tell.notice.Severity;
import io.s22.tell.subscribe.Subscriber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What became of notices, read from a book. */
final class Accounts {
  private static final String SELECT =
      "select d.key, n.run, n.event, d.medium, d.severity, d.language, d.state, d.attempts,"
          + " d.resent, d.subscriber, d.due, d.error from delivery d"
          + " join notice n on n.no = d.notice and n.tenant = d.tenant";

  private Accounts() {}

  static Account of(Session s, String tenant) throws SQLException {
    Map<String, Long> states = new HashMap<>();
    s.list(
        row -> states.put(row.getString(1), row.getLong(2)),
        "select state, count(*) from delivery where tenant = ? group by state",
        tenant);
    return new Account(
        count(s, "select count(*) from notice where tenant = ? and told = 1", tenant),
        states.getOrDefault(SqlBook.WAITING, 0L),
        states.getOrDefault(SqlBook.SENDING, 0L),
        states.getOrDefault(SqlBook.SENT, 0L),
        states.getOrDefault(SqlBook.DEAD, 0L),
        states.getOrDefault(SqlBook.DROPPED, 0L),
        count(
            s,
            "select count(*) from delivery where tenant = ? and state = 'sent' and resent > 0",
            tenant),
        count(s, "select count(*) from delivery where tenant = ? and receipt = 'delivrd'", tenant));
  }

  private static long count(Session s, String sql, String tenant) throws SQLException {
    return s.first(row -> row.getLong(1), sql, tenant).orElse(0L);
  }

  static List<Account.Line> lines(Session s, String tenant, String state, String after, int most)
      throws SQLException {
    long from = after.isEmpty() ? Long.MAX_VALUE : notice(s, tenant, after);
    return s.list(
        row -> line(row, s, tenant),
        SELECT
            + " where d.tenant = ? and (? = '' or d.state = ?)"
            + " and (d.notice < ? or d.notice = ? and d.key > ?)"
            + " order by d.notice desc, d.key limit ?",
        tenant,
        state,
        state,
        from,
        from,
        after,
        most);
  }

  /** The number of a delivery's notice; before all where there is no such delivery. */
  private static long notice(Session s, String tenant, String key) throws SQLException {
    return s.first(
            row -> row.getLong(1),
            "select notice from delivery where tenant = ? and key = ?",
            tenant,
            key)
        .orElse(-1L);
  }

  static Optional<Account.Line> line(Session s, String tenant, String key) throws SQLException {
    return s.first(
        row -> line(row, s, tenant), SELECT + " where d.tenant = ? and d.key = ?", tenant, key);
  }

  private static Account.Line line(ResultSet row, Session s, String tenant) throws SQLException {
    String masked =
        s.first(
                People::of,
                People.SELECT + "where tenant = ? and id = ? and state <> 'GONE'",
                tenant,
                row.getString(10))
            .map(Subscriber::masked)
            .orElse("-");
    return new Account.Line(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        Severity.values()[row.getInt(5)].name().toLowerCase(Locale.ROOT),
        row.getString(6),
        row.getString(7),
        row.getInt(8),
        row.getInt(9),
        row.getString(10),
        masked,
        Instant.ofEpochMilli(row.getLong(11)),
        row.getString(12));
  }
}
