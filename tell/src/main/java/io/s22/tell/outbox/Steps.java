package io.s22.tell.outbox;

import io.s22.journal.Effect;
import io.s22.journal.Entry;
import io.s22.journal.EntryCodec;
import io.s22.journal.Event;
import io.s22.journal.Outcome;
import io.s22.journal.Phase;
import io.s22.tell.channel.Result;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * The journal of sending: an INTENT before each attempt and its outcome after, chained by hashes as
 * in every other journal. A step is named by its key, its host by its channel: neither says to
 * whom.
 */
final class Steps {
  /** The run its entries name: sending is none. */
  static final String RUN = "notices";

  private Steps() {}

  static void intent(
      Session session, String tenant, String key, Lane lane, int attempt, String by, Instant at)
      throws SQLException {
    append(session, tenant, at, by, new Event.Intent(effect(key, lane, attempt)));
  }

  static void ended(
      Session session,
      String tenant,
      String key,
      Lane lane,
      int attempt,
      Result result,
      Lived lived)
      throws SQLException {
    Outcome outcome =
        switch (result) {
          case Result.Sent sent -> new Outcome.Done("");
          case Result.Later later -> new Outcome.Failed(later.reason());
          case Result.Never never -> new Outcome.Refused(never.reason());
        };
    append(
        session,
        tenant,
        lived.at(),
        lived.by(),
        new Event.Ended(effect(key, lane, attempt), outcome));
  }

  /** Nobody knows whether it was sent: its sender is gone. */
  static void lapsed(Session session, String tenant, String key, Lane lane, int attempt, Instant at)
      throws SQLException {
    Outcome unknown = new Outcome.Unknown("the lease lapsed; it is sent again under the same key");
    append(session, tenant, at, "s22", new Event.Ended(effect(key, lane, attempt), unknown));
  }

  /** Who says so, and when. */
  record Lived(String by, Instant at) {}

  private static Effect effect(String key, Lane lane, int attempt) {
    return new Effect(key, lane.medium().word(), Phase.ACT, 1, attempt);
  }

  private static void append(Session session, String tenant, Instant at, String by, Event event)
      throws SQLException {
    Optional<Entry> head =
        session
            .first(
                row -> row.getString(1),
                "select line from entry where tenant = ? order by seq desc limit 1",
                tenant)
            .map(EntryCodec::decode);
    long seq = head.map(Entry::seq).orElse(0L) + 1;
    // Time never goes back within a journal, whatever the machine's clock does.
    Instant when = head.map(Entry::at).filter(last -> last.isAfter(at)).orElse(at);
    String before = head.map(Entry::hash).orElse(EntryCodec.GENESIS);
    EntryCodec.Sealed sealed = EntryCodec.seal(RUN, seq, when, by, event, before);
    session.update(
        "insert into entry (tenant, seq, line) values (?, ?, ?)", tenant, seq, sealed.line());
  }
}
