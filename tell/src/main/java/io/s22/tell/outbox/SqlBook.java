package io.s22.tell.outbox;

import io.s22.plan.S22Exception;
import io.s22.plan.Text;
import io.s22.tell.channel.Result;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.Message;
import io.s22.tell.notice.Notice;
import io.s22.tell.notice.NoticeKind;
import io.s22.tell.notice.Severity;
import io.s22.tell.notice.Templates;
import io.s22.tell.subscribe.Subscriber;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Notices and subscribers in tables of their own: in one SQLite file beside the journals, so that
 * taking the file away takes all addresses away; or where several nodes share them, in PostgreSQL.
 */
public final class SqlBook implements Book {
  static final String WAITING = "waiting";
  static final String SENDING = "sending";
  static final String SENT = "sent";
  static final String DEAD = "dead";
  static final String DROPPED = "dropped";

  private final Ground ground;

  /**
   * Opens {@code notices.db} in {@code folder}, and makes it where there is none.
   *
   * @throws S22Exception S22-9614 when it cannot be read or written
   */
  public static SqlBook in(Path folder) {
    return new SqlBook(new SqliteGround(folder.resolve("notices.db")));
  }

  /**
   * Opens the book in the database that {@code shared} leads to, and makes it where there is none;
   * without one, that in {@code folder}.
   *
   * @param shared its connections stay their owner's
   * @throws S22Exception S22-9614 when it cannot be read or written
   */
  public static SqlBook in(Path folder, Optional<DataSource> shared) {
    return shared.map(from -> new SqlBook(new PostgresGround(from))).orElseGet(() -> in(folder));
  }

  private SqlBook(Ground ground) {
    this.ground = ground;
  }

  @Override
  public Optional<Subscriber> subscriber(String tenant, String id) {
    return ground.read(
        s -> s.first(People::of, People.SELECT + "where tenant = ? and id = ?", tenant, id));
  }

  @Override
  public Optional<Subscriber> subscriber(String tenant, Medium medium, String address) {
    return ground.read(s ->
        s.first(
            People::of,
            People.SELECT
                + "where tenant = ? and medium = ? and address_hash = ? and state <> 'GONE'",
            tenant,
            medium.word(),
            Keys.hash(address)));
  }

  @Override
  public List<Subscriber> subscribers(String tenant) {
    return ground.read(s ->
        s.list(
            People::of,
            People.SELECT + "where tenant = ? and state <> 'GONE' order by id",
            tenant));
  }

  @Override
  public void save(Subscriber it) {
    ground.write(s -> People.save(s, it));
  }

  @Override
  public boolean leave(String tenant, String id) {
    return ground.write(s -> People.leave(s, tenant, id));
  }

  @Override
  public boolean ask(Subscriber to, Message message, Instant now, Instant since, int most) {
    return ground.write(s -> {
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
      deliver(s, to, notice, message, message.kind().severity(), now);
      return true;
    });
  }

  private static long notice(Session s, String tenant, Message message, Instant now)
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

  private static long last(Session s) throws SQLException {
    // nobody else writes meanwhile
    return s.first(row -> row.getLong(1), "select max(no) from notice").orElseThrow();
  }

  private static void deliver(
      Session s, Subscriber to, long notice, Message message, Severity severity, Instant now)
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
        severity.ordinal(),
        message.language().code(),
        Keys.endpoint(to.medium(), to.address()),
        now.toEpochMilli());
  }

  @Override
  public boolean knows(String tenant, String run, String event) {
    return ground.read(s -> known(s, tenant, run, event));
  }

  private static boolean known(Session s, String tenant, String run, String event)
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
    return ground.write(s -> {
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
          notice.severity().ordinal(),
          notice.at().toEpochMilli(),
          now.toEpochMilli(),
          messages.isEmpty() ? 0 : 1);
      return messages.isEmpty() ? 0 : spread(s, tenant, notice, messages, now);
    });
  }

  private static int spread(
      Session s, String tenant, Notice notice, List<Message> messages, Instant now)
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
        s.list(People::of, People.SELECT + "where tenant = ? and state = 'ACTIVE'", tenant);
    for (Subscriber each : all) {
      Message own = byLanguage.get(each.held().language().code());
      if (own != null && each.wants(notice)) {
        deliver(s, each, no, own, notice.severity(), now);
        told++;
      }
    }
    return told;
  }

  @Override
  public List<Lane> due(String tenant, Instant now) {
    return ground.read(s ->
        s.list(
            row -> new Lane(People.medium(row.getString(1)), Severity.values()[row.getInt(2)]),
            "select distinct medium, severity from delivery"
                + " where tenant = ? and state = 'waiting' and due <= ? order by severity desc",
            tenant,
            now.toEpochMilli()));
  }

  @Override
  public List<Delivery> claim(
      String tenant, Lane lane, int most, int perEndpoint, Predicate<String> admits, Lease lease) {
    return ground.write(s -> {
      List<Delivery> claimed = new ArrayList<>();
      for (Claims.Candidate each :
          Claims.candidates(s, tenant, lane, most, perEndpoint, lease.now())) {
        if (claimed.size() < most && admits.test(each.endpoint())) {
          claimed.add(Claims.take(s, tenant, lane, each, lease));
        }
      }
      return claimed;
    });
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
    boolean perhaps = result instanceof Result.Later later && later.perhaps() && again != null;
    return ground.write(s -> {
      int held =
          s.update(
              "update delivery set state = ?, error = ?, reference = ?, due = ?, owner = '',"
                  + " resent = resent + ? where tenant = ? and key = ? and state = 'sending' and owner = ?"
                  + " and attempts = ?",
              state,
              error,
              reference,
              (again == null ? now : again).toEpochMilli(),
              perhaps ? 1 : 0,
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
        People.leave(s, it.tenant(), it.to().id());
      }
      return true;
    });
  }

  @Override
  public int lapse(String tenant, Instant now) {
    boolean any =
        ground.read(s ->
            s.first(
                    row -> true,
                    "select 1 from delivery where tenant = ? and state = 'sending' and lease <= ?",
                    tenant,
                    now.toEpochMilli())
                .isPresent());
    return any ? ground.write(s -> Claims.lapse(s, tenant, now)) : 0;
  }

  @Override
  public List<Attempt> attempts(String tenant, Instant since) {
    return ground.read(s ->
        s.list(
            row ->
                new Attempt(
                    new Lane(People.medium(row.getString(1)), Severity.values()[row.getInt(2)]),
                    row.getString(3),
                    Instant.ofEpochMilli(row.getLong(4))),
            "select medium, severity, endpoint, begun from delivery"
                + " where tenant = ? and begun > ? order by begun",
            tenant,
            since.toEpochMilli()));
  }

  @Override
  public void receipt(String tenant, String reference, String state) {
    ground.write(s ->
        s.update(
            "update delivery set receipt = ? where tenant = ? and reference = ?",
            state,
            tenant,
            reference));
  }

  @Override
  public List<Account.Line> lines(String tenant, String state, String after, int most) {
    return ground.read(s -> Accounts.lines(s, tenant, state, after, most));
  }

  @Override
  public Templates templates(String tenant) {
    return ground.read(s -> Wordings.of(s, tenant));
  }

  @Override
  public void template(String tenant, NoticeKind kind, @Nullable Text words) {
    ground.write(s -> Wordings.put(s, tenant, kind, words));
  }

  @Override
  public Optional<Account.Line> line(String tenant, String key) {
    return ground.read(s -> Accounts.line(s, tenant, key));
  }

  @Override
  public int retry(String tenant, String key, Instant now) {
    return ground.write(s ->
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
    return ground.read(s -> Accounts.of(s, tenant));
  }

  @Override
  public void journal(String tenant, Consumer<String> reader) {
    ground
        .read(s ->
            s.list(
                row -> row.getString(1),
                "select line from entry where tenant = ? order by seq",
                tenant))
        .forEach(reader);
  }

  @Override
  public void close() {
    ground.close();
  }
}
