package io.s22.tell.outbox;

import io.s22.tell.notice.Message;
import io.s22.tell.notice.Severity;
import io.s22.tell.subscribe.Subscriber;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Which deliveries may go, and whose lease is over. */
final class Claims {
  private Claims() {}

  record Candidate(
      String key,
      String endpoint,
      int attempts,
      int forgiven,
      String language,
      long notice,
      String subscriber) {}

  /** Of each endpoint no more than it may have, so that a long queue of one hides no other. */
  static List<Candidate> candidates(
      Session s, String tenant, Lane lane, int most, int perEndpoint, Instant now)
      throws SQLException {
    String from =
        " from delivery where tenant = ? and state = 'waiting' and medium = ? and severity = ?"
            + " and due <= ?";
    String fields = "key, endpoint, attempts, forgiven, language, notice, subscriber";
    String order = " order by attempts > 0, due, key limit ?";
    boolean shared = lane.medium().posts();
    String sql =
        shared
            ? "select "
                + fields
                + " from (select *, row_number() over (partition by endpoint"
                + " order by attempts > 0, due, key) as place"
                + from
                + ") as placed where place <= "
                + perEndpoint
                + order
            : "select " + fields + from + order;
    return s.list(
        row ->
            new Candidate(
                row.getString(1),
                row.getString(2),
                row.getInt(3),
                row.getInt(4),
                row.getString(5),
                row.getLong(6),
                row.getString(7)),
        sql,
        tenant,
        lane.medium().word(),
        lane.severity().ordinal(),
        now.toEpochMilli(),
        shared ? 4 * most : most);
  }

  static Delivery take(Session s, String tenant, Lane lane, Candidate it, Book.Lease lease)
      throws SQLException {
    int attempt = it.attempts() + 1;
    s.update(
        "update delivery set state = 'sending', attempts = ?, begun = ?, lease = ?, owner = ?"
            + " where tenant = ? and key = ?",
        attempt,
        lease.now().toEpochMilli(),
        lease.now().plus(lease.length()).toEpochMilli(),
        lease.owner(),
        tenant,
        it.key());
    Steps.intent(s, tenant, it.key(), lane, attempt, lease.owner(), lease.now());
    Subscriber to =
        s.first(People::of, People.SELECT + "where tenant = ? and id = ?", tenant, it.subscriber())
            .orElseThrow();
    Message message =
        s.first(
                row -> Shapes.message(row.getString(1)),
                "select body from message where tenant = ? and notice = ? and language = ?",
                tenant,
                it.notice(),
                it.language())
            .orElseThrow();
    return new Delivery(
        tenant,
        it.key(),
        lane,
        it.endpoint(),
        attempt,
        attempt - it.forgiven(),
        lease.owner(),
        to,
        message);
  }

  private record Lost(String key, Lane lane, int attempt) {}

  static int lapse(Session s, String tenant, Instant now) throws SQLException {
    List<Lost> lost =
        s.list(
            row ->
                new Lost(
                    row.getString(1),
                    new Lane(People.medium(row.getString(2)), Severity.values()[row.getInt(3)]),
                    row.getInt(4)),
            "select key, medium, severity, attempts from delivery"
                + " where tenant = ? and state = 'sending' and lease <= ?",
            tenant,
            now.toEpochMilli());
    for (Lost each : lost) {
      s.update(
          "update delivery set state = 'waiting', resent = resent + 1, due = ?, owner = ''"
              + " where tenant = ? and key = ?",
          now.toEpochMilli(),
          tenant,
          each.key());
      Steps.lapsed(s, tenant, each.key(), each.lane(), each.attempt(), now);
    }
    return lost.size();
  }
}
