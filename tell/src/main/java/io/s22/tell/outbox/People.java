package io.s22.tell.outbox;

import io.s22.tell.notice.Medium;
import io.s22.tell.subscribe.Subscriber;
import io.s22.tell.subscribe.Subscriber.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Subscribers as they lie in the file. */
final class People {
  /** As far as an instant is kept: what is later is never. */
  private static final long NEVER = Long.MAX_VALUE;

  static final String SELECT =
      "select tenant, id, medium, address, secret, state, wish, held, since from subscriber ";

  private People() {}

  static Subscriber of(ResultSet row) throws SQLException {
    long since = row.getLong(9);
    return new Subscriber(
        row.getString(1),
        row.getString(2),
        medium(row.getString(3)),
        row.getString(4),
        row.getString(5),
        State.valueOf(row.getString(6)),
        Shapes.wish(row.getString(7)),
        Shapes.wish(row.getString(8)),
        since == NEVER ? Instant.MAX : Instant.ofEpochMilli(since));
  }

  static Medium medium(String word) {
    return Medium.of(word)
        .orElseThrow(() -> new IllegalStateException("an unknown channel is kept: " + word));
  }

  /** Keeps one, in place of what was known of it. */
  static int save(Session s, Subscriber it) throws SQLException {
    long since = it.since().equals(Instant.MAX) ? NEVER : it.since().toEpochMilli();
    return s.update(
        "insert into subscriber (tenant, id, medium, address, address_hash, secret, state,"
            + " wish, held, since) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " on conflict (tenant, id) do update set secret = excluded.secret,"
            + " state = excluded.state, wish = excluded.wish, held = excluded.held,"
            + " since = excluded.since",
        it.tenant(),
        it.id(),
        it.medium().word(),
        it.address(),
        Keys.hash(it.address()),
        it.secret(),
        it.state().name(),
        Shapes.text(it.wish()),
        Shapes.text(it.held()),
        since);
  }

  /** Nothing of the address stays; its hash is made that of nobody, so that it may come again. */
  static boolean leave(Session s, String tenant, String id) throws SQLException {
    s.update(
        "update delivery set state = 'dropped' where tenant = ? and subscriber = ?"
            + " and state in ('waiting', 'dead')",
        tenant,
        id);
    return s.update(
            "update subscriber set state = 'GONE', address = '', secret = '', address_hash = id"
                + " where tenant = ? and id = ? and state <> 'GONE'",
            tenant,
            id)
        > 0;
  }
}
