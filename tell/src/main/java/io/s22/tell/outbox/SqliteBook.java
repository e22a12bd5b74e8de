package io.s22.tell.outbox;

import io.s22.plan.S22Exception;
import io.s22.tell.channel.Result;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.Message;
import io.s22.tell.notice.Notice;
import io.s22.tell.notice.Severity;
import io.s22.tell.subscribe.Subscriber;
import io.s22.tell.subscribe.Subscriber.State;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Notices and subscribers in one SQLite file of their own, beside the journals: addresses lie
 * nowhere else, and taking the file away takes all of them away.
 */
public final class SqliteBook implements Book {
  private static final String WAITING = "waiting";
  private static final String SENDING = "sending";
  private static final String SENT = "sent";
  private static final String DEAD = "dead";
  private static final String DROPPED = "dropped";

  /** As far as an instant is kept: what is later is never. */
  private static final long NEVER = Long.MAX_VALUE;

  private static final String SUBSCRIBER =
      "select tenant, id, medium, address, secret, state, wish, held, since from subscriber ";

  private final Sqlite sqlite;

  /**
   * Opens {@code notices.db} in {@code folder}, and makes it where there is none.
   *
   * @throws S22Exception S22-9614 when it cannot be read or written
   */
  public static SqliteBook in(Path folder) {
    return new SqliteBook(new Sqlite(folder.resolve("notices.db")));
  }

  private SqliteBook(Sqlite sqlite) {
    this.sqlite = sqlite;
  }

  @Override
  public Optional<Subscriber> subscriber(String tenant, String id) {
    return sqlite.read(s ->
        s.first(SqliteBook::subscriber, SUBSCRIBER + "where tenant = ? and id = ?", tenant, id));
  }

  @Override
  public Optional<Subscriber> subscriber(String tenant, Medium medium, String address) {
    return sqlite.read(s ->
        s.first(
            SqliteBook::subscriber,
            SUBSCRIBER
                + "where tenant = ? and medium = ? and address_hash = ? and state <> 'GONE'",
            tenant,
            medium.word(),
            Keys.hash(address)));
  }

  @Override
  public List<Subscriber> subscribers(String tenant) {
    return sqlite.read(s ->
        s.list(
            SqliteBook::subscriber,
            SUBSCRIBER + "where tenant = ? and state <> 'GONE' order by id",
            tenant));
  }

  private static Subscriber subscriber(ResultSet row) throws SQLException {
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

  private static Medium medium(String word) {
    return Medium.of(word)
        .orElseThrow(() -> new IllegalStateException("an unknown channel is kept: " + word));
  }

  @Override
  public void save(Subscriber it) {
    long since = it.since().equals(Instant.MAX) ? NEVER : it.since().toEpochMilli();
    sqlite.write(s ->
        s.update(
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
            since));
  }

  @Override
  public boolean leave(String tenant, String id) {
    return sqlite.write(s -> leave(s, tenant, id));
  }

  /** Nothing of the address stays; its hash is made that of nobody, so that it may come again. */
  private static boolean leave(Sqlite s, String tenant, String id) throws SQLException {
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

  @Override
  public boolean ask(Subscriber to, Message message, Instant now, Instant since, int most) {
    return sqlite.write(s -> {
      long asked =
          s.first(
                  row -> row.getLong(1),
                  "select count(*) from delivery d join notice n on n.no = d.notice"
                      + " where d.tenant = ? and d.subscriber = ? and n.run = '' and n.put > ?",
                  to.tenant(),
                  to.id(),
                  since.toEpochMilli())
              .orElse(0L);
      if (asked >= most) {
        return false;
      }
      long notice = notice(s, to.tenant(), message, now);
      s.update(
          "insert into message (notice, tenant, language, body) values (?, ?, ?, ?)",
          notice,
          to.tenant(),
          message.language().code(),
          Shapes.text(message));
      deliver(s, to, notice, message, now);
      return true;
    });
  }

  private static long notice(Sqlite s, String tenant, Message message, Instant now)
      throws SQLException {
    s.update(
        "insert into notice (tenant, run, event, kind, severity, at, put, told)"
            + " values (?, ?, ?, ?, ?, ?, ?, 1)",
        tenant,
        message.run(),
        message.event(),
        message.kind().word(),
        message.kind().severity().ordinal(),
        message.at().toEpochMilli(),
        now.toEpochMilli());
    return last(s);
  }

  private static long last(Sqlite s) throws SQLException {
    return s.first(row -> row.getLong(1), "select last_insert_rowid()").orElseThrow();
  }

  private static void deliver(Sqlite s, Subscriber to, long notice, Message message, Instant now)
      throws SQLException {
    s.update(
        "insert into delivery (tenant, key, notice, subscriber, medium, severity, language,"
            + " endpoint, state, attempts, forgiven, resent, due, begun, lease, owner, reference,"
            + " receipt) values (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', 0, 0, 0, ?, 0, 0, '', '', '')",
        to.tenant(),
        Keys.of(to.tenant(), message.run(), message.event(), to.id(), to.medium()),
        notice,
        to.id(),
        to.medium().word(),
        message.kind().severity().ordinal(),
        message.language().code(),
        Keys.endpoint(to.medium(), to.address()),
        now.toEpochMilli());
  }

  @Override
  public boolean knows(String tenant, String run, String event) {
    return sqlite.read(s -> known(s, tenant, run, event));
  }

  private static boolean known(Sqlite s, String tenant, String run, String event)
      throws SQLException {
    return s.first(
            row -> true,
            "select 1 from notice where tenant = ? and run = ? and event = ?",
            tenant,
            run,
            event)
        .isPresent();
  }

  @Override
  public int put(String tenant, Notice notice, List<Message> messages, Instant now) {
    return sqlite.write(s -> {
      if (known(s, tenant, notice.run(), notice.event())) {
        return 0;
      }
      s.update(
          "insert into notice (tenant, run, event, kind, severity, at, put, told)"
              + " values (?, ?, ?, ?, ?, ?, ?, ?)",
          tenant,
          notice.run(),
          notice.event(),
          notice.kind().word(),
          notice.kind().severity().ordinal(),
          notice.at().toEpochMilli(),
          now.toEpochMilli(),
          messages.isEmpty() ? 0 : 1);
      return messages.isEmpty() ? 0 : spread(s, tenant, notice, messages, now);
    });
  }

  private static int spread(
      Sqlite s, String tenant, Notice notice, List<Message> messages, Instant now)
      throws SQLException {
    long no = last(s);
    Map<String, Message> byLanguage = new HashMap<>();
    for (Message message : messages) {
      byLanguage.put(message.language().code(), message);
      s.update(
          "insert into message (notice, tenant, language, body) values (?, ?, ?, ?)",
          no,
          tenant,
          message.language().code(),
          Shapes.text(message));
    }
    int told = 0;
    List<Subscriber> all =
        s.list(
            SqliteBook::subscriber, SUBSCRIBER + "where tenant = ? and state = 'ACTIVE'", tenant);
    for (Subscriber each : all) {
      Message own = byLanguage.get(each.held().language().code());
      if (own != null && each.wants(notice)) {
        deliver(s, each, no, own, now);
        told++;
      }
    }
    return told;
  }

  @Override
  public List<Lane> due(String tenant, Instant now) {
    return sqlite.read(s ->
        s.list(
            row -> new Lane(medium(row.getString(1)), Severity.values()[row.getInt(2)]),
            "select distinct medium, severity from delivery"
                + " where tenant = ? and state = 'waiting' and due <= ? order by severity desc",
            tenant,
            now.toEpochMilli()));
  }

  private record Candidate(
      String key,
      String endpoint,
      int attempts,
      int forgiven,
      String language,
      long notice,
      String subscriber) {}

  @Override
  public List<Delivery> claim(
      String tenant,
      Lane lane,
      int most,
      int perEndpoint,
      Predicate<String> admits,
      Lease lease) {
    return sqlite.write(s -> {
      List<Delivery> claimed = new ArrayList<>();
      for (Candidate each : candidates(s, tenant, lane, most, perEndpoint, lease.now())) {
        if (claimed.size() < most && admits.test(each.endpoint())) {
          claimed.add(take(s, tenant, lane, each, lease));
        }
      }
      return claimed;
    });
  }

  /** Of each endpoint no more than it may have, so that a long queue of one hides no other. */
  private static List<Candidate> candidates(
      Sqlite s, String tenant, Lane lane, int most, int perEndpoint, Instant now)
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
                + ") where place <= "
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

  private static Delivery take(Sqlite s, String tenant, Lane lane, Candidate it, Lease lease)
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
        s.first(
                SqliteBook::subscriber,
                SUBSCRIBER + "where tenant = ? and id = ?",
                tenant,
                it.subscriber())
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

  @Override
  public boolean ended(Delivery it, Result result, @Nullable Instant again, Instant now) {
    String state =
        switch (result) {
          case Result.Sent sent -> SENT;
          case Result.Later later -> again == null ? DEAD : WAITING;
          case Result.Never never -> never.gone() ? DROPPED : DEAD;
        };
    String error =
        switch (result) {
          case Result.Sent sent -> null;
          case Result.Later later -> later.reason();
          case Result.Never never -> never.reason();
        };
    String reference = result instanceof Result.Sent(String given) ? given : "";
    return sqlite.write(s -> {
      int held =
          s.update(
              "update delivery set state = ?, error = ?, reference = ?, due = ?, owner = ''"
                  + " where tenant = ? and key = ? and state = 'sending' and owner = ?"
                  + " and attempts = ?",
              state,
              error,
              reference,
              (again == null ? now : again).toEpochMilli(),
              it.tenant(),
              it.key(),
              it.owner(),
              it.attempt());
      if (held == 0) {
        return false;
      }
      Steps.ended(
          s,
          it.tenant(),
          it.key(),
          it.lane(),
          it.attempt(),
          result,
          new Steps.Lived(it.owner(), now));
      if (result instanceof Result.Never(String reason, boolean gone) && gone) {
        leave(s, it.tenant(), it.to().id());
      }
      return true;
    });
  }

  @Override
  public int lapse(String tenant, Instant now) {
    boolean any =
        sqlite.read(s ->
            s.first(
                    row -> true,
                    "select 1 from delivery where tenant = ? and state = 'sending' and lease <= ?",
                    tenant,
                    now.toEpochMilli())
                .isPresent());
    return any ? sqlite.write(s -> lapse(s, tenant, now)) : 0;
  }

  private record Lost(String key, Lane lane, int attempt) {}

  private static int lapse(Sqlite s, String tenant, Instant now) throws SQLException {
    List<Lost> lost =
        s.list(
            row ->
                new Lost(
                    row.getString(1),
                    new Lane(medium(row.getString(2)), Severity.values()[row.getInt(3)]),
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

  @Override
  public List<Attempt> attempts(String tenant, Instant since) {
    return sqlite.read(s ->
        s.list(
            row ->
                new Attempt(
                    new Lane(medium(row.getString(1)), Severity.values()[row.getInt(2)]),
                    row.getString(3),
                    Instant.ofEpochMilli(row.getLong(4))),
            "select medium, severity, endpoint, begun from delivery"
                + " where tenant = ? and begun > ? order by begun",
            tenant,
            since.toEpochMilli()));
  }

  @Override
  public void receipt(String tenant, String reference, String state) {
    sqlite.write(s ->
        s.update(
            "update delivery set receipt = ? where tenant = ? and reference = ?",
            state,
            tenant,
            reference));
  }

  @Override
  public List<Account.Line> lines(String tenant, String state, int most) {
    return sqlite.read(s ->
        s.list(
            row -> line(row, s, tenant),
            "select d.key, n.run, n.event, d.medium, d.severity, d.language, d.state, d.attempts,"
                + " d.resent, d.subscriber, d.due, d.error from delivery d"
                + " join notice n on n.no = d.notice and n.tenant = d.tenant"
                + " where d.tenant = ? and (? = '' or d.state = ?)"
                + " order by n.no desc, d.key limit ?",
            tenant,
            state,
            state,
            most));
  }

  private static Account.Line line(ResultSet row, Sqlite s, String tenant) throws SQLException {
    String masked =
        s.first(
                SqliteBook::subscriber,
                SUBSCRIBER + "where tenant = ? and id = ? and state <> 'GONE'",
                tenant,
                row.getString(10))
            .map(Subscriber::masked)
            .orElse("-");
    return new Account.Line(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        Severity.values()[row.getInt(5)].name().toLowerCase(java.util.Locale.ROOT),
        row.getString(6),
        row.getString(7),
        row.getInt(8),
        row.getInt(9),
        row.getString(10),
        masked,
        Instant.ofEpochMilli(row.getLong(11)),
        row.getString(12));
  }

  @Override
  public int retry(String tenant, String key, Instant now) {
    return sqlite.write(s ->
        s.update(
            "update delivery set state = 'waiting', forgiven = attempts, due = ?"
                + " where tenant = ? and state = 'dead' and (? = '' or key = ?)",
            now.toEpochMilli(),
            tenant,
            key,
            key));
  }

  @Override
  public Account account(String tenant) {
    return sqlite.read(s -> {
      Map<String, Long> states = new HashMap<>();
      s.list(
          row -> states.put(row.getString(1), row.getLong(2)),
          "select state, count(*) from delivery where tenant = ? group by state",
          tenant);
      return new Account(
          count(s, "select count(*) from notice where tenant = ? and told = 1", tenant),
          states.getOrDefault(WAITING, 0L),
          states.getOrDefault(SENDING, 0L),
          states.getOrDefault(SENT, 0L),
          states.getOrDefault(DEAD, 0L),
          states.getOrDefault(DROPPED, 0L),
          count(
              s,
              "select count(*) from delivery where tenant = ? and state = 'sent' and resent > 0",
              tenant),
          count(
              s, "select count(*) from delivery where tenant = ? and receipt = 'delivrd'", tenant));
    });
  }

  private static long count(Sqlite s, String sql, String tenant) throws SQLException {
    return s.first(row -> row.getLong(1), sql, tenant).orElse(0L);
  }

  @Override
  public void journal(String tenant, Consumer<String> reader) {
    sqlite
        .read(s ->
            s.list(
                row -> row.getString(1),
                "select line from entry where tenant = ? order by seq",
                tenant))
        .forEach(reader);
  }

  @Override
  public void close() {
    sqlite.close();
  }
}
