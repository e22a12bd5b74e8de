package io.s22.server.people;

import io.s22.run.Clock;
import io.s22.store.Tables;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is signed in, by browser. Stored are hashes: who reads the database is not signed in. */
public final class Sessions {
  private static final Duration IDLE = Duration.ofMinutes(60);
  private static final Duration LONGEST = Duration.ofHours(12);
  private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

  private final Tables tables;
  private final People people;
  private final Keys keys;
  private final Clock clock;

  public Sessions(Tables tables, People people, Keys keys, Clock clock) {
    this.tables = tables;
    this.people = people;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Somebody who is signed in.
   *
   * @param csrf what each of his forms must carry
   */
  public record SignedIn(Caller caller, String title, String csrf) {}

  /** One of somebody's sessions, as he sees it. */
  public record Line(String id, Instant created, Instant seen) {}

  private record Row(
      String tenant, String id, String login, String csrf, long seen, long expires) {}

  /** Opens a session and returns what the cookie holds. */
  public String open(Person person) {
    String secret = keys.secret();
    long now = clock.now().toEpochMilli();
    tables.write(session -> {
      session.update("delete from sessions where tenant = ? and expires < ?", person.tenant(), now);
      return session.update(
          "insert into sessions (tenant, hash, id, login, csrf, created, seen, expires)"
              + " values (?, ?, ?, ?, ?, ?, ?, ?)",
          person.tenant(),
          Keys.hash(secret),
          keys.id(),
          person.login(),
          keys.secret(),
          now,
          now,
          now + LONGEST.toMillis());
    });
    return secret;
  }

  /** Who holds this cookie; empty where nobody does any more. */
  public Optional<SignedIn> find(@Nullable String cookie) {
    if (cookie == null || cookie.length() > 100) {
      return Optional.empty();
    }
    String hash = Keys.hash(cookie);
    long now = clock.now().toEpochMilli();
    Optional<Row> found =
        tables.read(session ->
            session.first(
                row ->
                    new Row(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getLong(6)),
                "select tenant, id, login, csrf, seen, expires from sessions where hash = ?",
                hash));
    return found
        .filter(row -> row.expires() > now && row.seen() + IDLE.toMillis() > now)
        .flatMap(row -> signedIn(row, hash, now));
  }

  private Optional<SignedIn> signedIn(Row row, String hash, long now) {
    if (now - row.seen() > SEEN_EVERY.toMillis()) {
      tables.write(session ->
          session.update(
              "update sessions set seen = ? where tenant = ? and hash = ?",
              now,
              row.tenant(),
              hash));
    }
    return people
        .find(row.tenant(), row.login())
        .filter(person -> !person.disabled())
        .map(person ->
            new SignedIn(
                new Caller(
                    person.tenant(),
                    person.login(),
                    person.role(),
                    person.role().scopes(),
                    "session:" + row.id()),
                person.title(),
                row.csrf()));
  }

  /** Somebody's sessions. */
  public List<Line> of(String tenant, String login) {
    return tables.read(session ->
        session.list(
            row ->
                new Line(
                    row.getString(1),
                    Instant.ofEpochMilli(row.getLong(2)),
                    Instant.ofEpochMilli(row.getLong(3))),
            "select id, created, seen from sessions where tenant = ? and login = ? order by id",
            tenant,
            login));
  }

  /** Ends one of somebody's sessions; whether there was one. */
  public boolean end(String tenant, String login, String id) {
    return tables.write(session ->
        session.update(
                "delete from sessions where tenant = ? and login = ? and id = ?", tenant, login, id)
            == 1);
  }
}
