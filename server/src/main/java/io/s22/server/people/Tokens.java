package io.s22.server.people;

import io.s22.run.Clock;
import io.s22.server.Denied;
import io.s22.store.Tables;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tokens for programs. A token is shown once; stored is its hash. */
public final class Tokens {
  /** What every token begins with: scanners for lost secrets find it by that. */
  public static final String PREFIX = "s22_";

  private static final Duration LONGEST = Duration.ofDays(366);
  private static final int LONGEST_TITLE = 120;
  private static final String COLUMNS =
      "select tenant, id, login, title, scopes, created, expires from tokens";

  private final Tables tables;
  private final People people;
  private final Keys keys;
  private final Clock clock;

  public Tokens(Tables tables, People people, Keys keys, Clock clock) {
    this.tables = tables;
    this.people = people;
    this.keys = keys;
    this.clock = clock;
  }

  /** A token, without its secret. */
  public record Token(
      String tenant,
      String id,
      String login,
      String title,
      Set<Scope> scopes,
      Instant created,
      Instant expires) {}

  /** A token just made, with its secret. */
  public record Fresh(Token token, String secret) {}

  private static Token token(ResultSet row) throws SQLException {
    return new Token(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        scopes(row.getString(5)),
        Instant.ofEpochMilli(row.getLong(6)),
        Instant.ofEpochMilli(row.getLong(7)));
  }

  private static Set<Scope> scopes(String text) {
    return Arrays.stream(text.split(" "))
        .flatMap(each -> Scope.of(each).stream())
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
  }

  /**
   * Makes a token of the caller's.
   *
   * @throws Denied S22-9302 for a scope he does not have himself; S22-9304
   */
  public Fresh make(Caller owner, String title, Set<Scope> scopes, Duration goodFor) {
    if (scopes.isEmpty() || title.isBlank() || title.length() > LONGEST_TITLE) {
      throw Denied.malformed(
          "A token wants a title of 120 characters at the most, and a scope.", "Name both.");
    }
    if (!owner.scopes().containsAll(scopes)) {
      throw Denied.forbidden("A token cannot do what its owner may not.");
    }
    if (goodFor.compareTo(LONGEST) > 0 || goodFor.isNegative() || goodFor.isZero()) {
      throw Denied.malformed("A token is good for a year at the most.", "Name fewer days.");
    }
    String secret = PREFIX + keys.secret();
    String id = keys.id();
    Instant now = clock.now();
    tables.write(session ->
        session.update(
            "insert into tokens (tenant, id, login, title, scopes, hash, created, expires)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?)",
            owner.tenant(),
            id,
            owner.login(),
            title,
            scopes.stream().map(Scope::code).sorted().collect(Collectors.joining(" ")),
            Keys.hash(secret),
            now.toEpochMilli(),
            now.plus(goodFor).toEpochMilli()));
    return new Fresh(get(owner.tenant(), owner.login(), id), secret);
  }

  /** Who comes with this token; what he may do now, if his role became smaller since. */
  public Optional<Caller> caller(String secret) {
    if (!secret.startsWith(PREFIX) || secret.length() > 100) {
      return Optional.empty();
    }
    long now = clock.now().toEpochMilli();
    return tables
        .read(session ->
            session.first(
                Tokens::token, COLUMNS + " where hash = ? and expires > ?", Keys.hash(secret), now))
        .flatMap(token ->
            people
                .find(token.tenant(), token.login())
                .filter(person -> !person.disabled())
                .map(person -> caller(token, person)));
  }

  private static Caller caller(Token token, Person person) {
    Set<Scope> both = EnumSet.copyOf(person.role().scopes());
    both.retainAll(token.scopes());
    return new Caller(person.tenant(), person.login(), person.role(), both, "token:" + token.id());
  }

  /** Somebody's tokens. */
  public List<Token> of(String tenant, String login) {
    return tables.read(session ->
        session.list(
            Tokens::token,
            COLUMNS + " where tenant = ? and login = ? order by created, id",
            tenant,
            login));
  }

  /** One of them, or S22-9303. */
  public Token get(String tenant, String login, String id) {
    return of(tenant, login).stream()
        .filter(token -> token.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Denied.missing("token '" + id + "'"));
  }

  /** Makes a token void. */
  public void revoke(String tenant, String login, String id) {
    get(tenant, login, id);
    tables.write(session ->
        session.update(
            "delete from tokens where tenant = ? and login = ? and id = ?", tenant, login, id));
  }
}
