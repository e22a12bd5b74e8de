package io.s22.server.people;

import io.s22.journal.Entry;
import io.s22.journal.EntryCodec;
import io.s22.journal.Event;
import io.s22.run.Clock;
import io.s22.store.Session;
import io.s22.store.Tables;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The server's own journal: everything that has to do with security, hash-chained, a chain a
 * tenant. Whoever floods the server with refused requests does not flood the journal: beyond a
 * measure a minute of each kind they are counted, and the next of the kind tells how many.
 */
public final class Audit {
  private static final int LONGEST = 200;
  private static final int REFUSALS_A_MINUTE = 120;
  private static final int CHUNK = 200;

  private final Tables tables;
  private final Clock clock;
  private long minute;
  private final Map<String, Integer> refusals = new HashMap<>();
  private final Map<String, Long> unwritten = new HashMap<>();

  public Audit(Tables tables, Clock clock) {
    this.tables = tables;
    this.clock = clock;
  }

  /**
   * Writes what happened; it is on the disk when this returns.
   *
   * @param by who did it; {@code ?} for nobody known
   * @param kind such as {@code sign-in}
   * @param facts alternating names and values; cut where they are long
   */
  public void happened(String tenant, String by, String kind, String... facts) {
    tables.write(session -> write(session, tenant, by, kind, pairs(facts)));
  }

  /**
   * Writes that something was refused, if not too much of its kind was in this minute: typing
   * errors hide no forged tokens, and one tenant's flood hides nothing of another's.
   */
  public void refused(String tenant, String by, String kind, String... facts) {
    Map<String, String> pairs = pairs(facts);
    if (measured(tenant + "\n" + kind + "\n" + pairs.getOrDefault("status", ""), pairs)) {
      tables.write(session -> write(session, tenant, by, "refused:" + kind, pairs));
    }
  }

  private synchronized boolean measured(String key, Map<String, String> pairs) {
    long now = clock.now().getEpochSecond() / 60;
    if (now != minute) {
      minute = now;
      refusals.clear();
    }
    if (refusals.merge(key, 1, Integer::sum) > REFUSALS_A_MINUTE) {
      unwritten.merge(key, 1L, Long::sum);
      return false;
    }
    Long beside = unwritten.remove(key);
    if (beside != null) {
      pairs.put("refused-beside-this", Long.toString(beside));
    }
    return true;
  }

  private static Map<String, String> pairs(String... facts) {
    Map<String, String> pairs = new HashMap<>();
    for (int i = 0; i + 1 < facts.length; i += 2) {
      pairs.put(facts[i], clean(facts[i + 1]));
    }
    return pairs;
  }

  /** Text of strangers: cut, and without what canonical JSON cannot hold. */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .map(c -> Character.isISOControl(c) || c >= 0xD800 && c <= 0xDFFF ? '?' : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private int write(
      Session session, String tenant, String by, String kind, Map<String, String> facts)
      throws SQLException {
    Entry last =
        session
            .first(
                row -> row.getString(1),
                "select entry from audit where tenant = ? order by seq desc limit 1",
                tenant)
            .map(EntryCodec::decode)
            .orElse(null);
    long seq = last == null ? 1 : last.seq() + 1;
    EntryCodec.Sealed sealed =
        EntryCodec.seal(
            "audit." + tenant,
            seq,
            clock.now(),
            clean(by),
            new Event.Noted("security", kind, facts),
            last == null ? EntryCodec.GENESIS : last.hash());
    return session.update(
        "insert into audit (tenant, seq, entry) values (?, ?, ?)", tenant, seq, sealed.line());
  }

  /** Up to {@code limit} entries with numbers below {@code before}, newest first. */
  public List<Entry> page(String tenant, long before, int limit) {
    return tables.read(session ->
        session.list(
            row -> EntryCodec.decode(row.getString(1)),
            "select entry from audit where tenant = ? and seq < ? order by seq desc limit ?",
            tenant,
            before,
            limit));
  }

  /** Hands the canonical JSON of each entry on. */
  public void lines(String tenant, Consumer<String> reader) {
    for (long after = 0; ; after += CHUNK) {
      long from = after;
      List<String> chunk =
          tables.read(session ->
              session.list(
                  row -> row.getString(1),
                  "select entry from audit where tenant = ? and seq > ? and seq <= ? order by seq",
                  tenant,
                  from,
                  from + CHUNK));
      if (chunk.isEmpty()) {
        return;
      }
      chunk.forEach(reader);
    }
  }
}
