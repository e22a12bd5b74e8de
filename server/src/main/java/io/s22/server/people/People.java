package io.s22.server.people;

import io.s22.run.Clock;
import io.s22.server.Denied;
import io.s22.store.Tables;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The accounts of every tenant. */
public final class People {
  private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,79}");
  private static final int LONGEST_TITLE = 120;
  private static final String COLUMNS =
      "select tenant, login, title, role, password, totp, totp_step, subject, failed,"
          + " locked_until, disabled, created from people";

  private final Tables tables;
  private final Clock clock;
  private final Vault vault;

  /**
   * @param vault seals the secrets of one-time codes; those an older version left open are sealed
   */
  public People(Tables tables, Clock clock, Vault vault) {
    this.tables = tables;
    this.clock = clock;
    this.vault = vault;
    sealAll();
  }

  private static String place(String tenant, String login) {
    return tenant + "\n" + login;
  }

  private void sealAll() {
    tables.write(session -> {
      List<Person> open =
          session
              .list(People::person, COLUMNS + " where totp is not null and totp not like 'v1.%'")
              .stream()
              .toList();
      for (Person each : open) {
        session.update(
            "update people set totp = ? where tenant = ? and login = ?",
            vault.seal(String.valueOf(each.totp()), place(each.tenant(), each.login())),
            each.tenant(),
            each.login());
      }
      return open.size();
    });
  }

  /**
   * The secret of somebody's one-time codes; null where he has none.
   *
   * @throws io.s22.plan.S22Exception S22-9320
   */
  @Nullable String codes(Person person) {
    String stored = person.totp();
    return stored == null ? null : vault.open(stored, place(person.tenant(), person.login()));
  }

  private static Person person(ResultSet row) throws SQLException {
    return new Person(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        Role.of(row.getString(4)).orElse(Role.VIEWER),
        row.getString(5),
        row.getString(6),
        row.getLong(7),
        row.getString(8),
        row.getInt(9),
        Instant.ofEpochMilli(row.getLong(10)),
        row.getInt(11) == 1,
        Instant.ofEpochMilli(row.getLong(12)));
  }

  public Optional<Person> find(String tenant, String login) {
    return tables.read(session ->
        session.first(People::person, COLUMNS + " where tenant = ? and login = ?", tenant, login));
  }

  /** The person, or S22-9303. */
  public Person get(String tenant, String login) {
    return find(tenant, login).orElseThrow(() -> Denied.missing("user '" + login + "'"));
  }

  public List<Person> all(String tenant) {
    return tables.read(session ->
        session.list(People::person, COLUMNS + " where tenant = ? order by login", tenant));
  }

  /** Whether anybody can sign in anywhere. */
  public boolean none() {
    return tables.read(session ->
        session.first(row -> row.getInt(1), "select count(*) from people").orElse(0) == 0);
  }

  /**
   * Adds somebody, who cannot sign in before he has set a password.
   *
   * @throws Denied S22-9304, S22-9315
   */
  public Person add(String tenant, String login, String title, Role role) {
    if (!LOGIN.matcher(login).matches()) {
      throw Denied.malformed(
          "'" + login + "' cannot be a user's name.",
          "Take lower-case letters, digits, dot, dash, underscore and @; 80 at the most.");
    }
    if (title.length() > LONGEST_TITLE) {
      throw Denied.malformed("The title is too long.", "Take 120 characters at the most.");
    }
    int added =
        tables.write(session ->
            session.update(
                "insert into people (tenant, login, title, role, created) values (?, ?, ?, ?, ?)"
                    + " on conflict do nothing",
                tenant,
                login,
                title.isBlank() ? login : title,
                role.code(),
                clock.now().toEpochMilli()));
    if (added == 0) {
      throw Denied.conflict("There is a user '" + login + "' already.", "Choose another name.");
    }
    return get(tenant, login);
  }

  /**
   * Changes what somebody is; the last administrator stays one.
   *
   * @throws Denied S22-9303, S22-9315
   */
  public Person change(String tenant, String login, Role role, boolean disabled) {
    Person before = get(tenant, login);
    tables.write(session -> {
      session.update(
          "update people set role = ?, disabled = ? where tenant = ? and login = ?",
          role.code(),
          disabled ? 1 : 0,
          tenant,
          login);
      int admins =
          session
              .first(
                  row -> row.getInt(1),
                  "select count(*) from people where tenant = ? and role = 'admin'"
                      + " and disabled = 0",
                  tenant)
              .orElse(0);
      if (admins == 0 && before.role() == Role.ADMIN) {
        throw Denied.conflict(
            "'" + login + "' is the last administrator.", "Make somebody else one first.");
      }
      return admins;
    });
    if (disabled) {
      endSessions(tenant, login);
    }
    return get(tenant, login);
  }

  /** Sets how somebody signs in from now on; ends what he had open. */
  void credentials(String tenant, String login, String password, String totp, long step) {
    tables.write(session ->
        session.update(
            "update people set password = ?, totp = ?, totp_step = ?, failed = 0, locked_until = 0"
                + " where tenant = ? and login = ?",
            password,
            vault.seal(totp, place(tenant, login)),
            step,
            tenant,
            login));
    endSessions(tenant, login);
  }

  private void endSessions(String tenant, String login) {
    tables.write(session ->
        session.update("delete from sessions where tenant = ? and login = ?", tenant, login));
  }

  /** Uses a code up; whether nobody had before. */
  boolean use(Person person, long step) {
    return tables.write(session ->
        session.update(
                "update people set totp_step = ?, failed = 0, locked_until = 0"
                    + " where tenant = ? and login = ? and totp_step < ?",
                step,
                person.tenant(),
                person.login(),
                step)
            == 1);
  }

  /**
   * Counts a failure, also of many that try at the same time.
   *
   * @param lock until when so many failures lock; {@link Instant#EPOCH} for not at all
   * @return how many there were in a row
   */
  int failed(Person person, IntFunction<Instant> lock) {
    return tables.write(session -> {
      session.update(
          "update people set failed = failed + 1 where tenant = ? and login = ?",
          person.tenant(),
          person.login());
      int failures =
          session
              .first(
                  row -> row.getInt(1),
                  "select failed from people where tenant = ? and login = ?",
                  person.tenant(),
                  person.login())
              .orElse(0);
      session.update(
          "update people set locked_until = ? where tenant = ? and login = ?",
          lock.apply(failures).toEpochMilli(),
          person.tenant(),
          person.login());
      return failures;
    });
  }

  /** Takes a lock away. */
  public void unlock(String tenant, String login) {
    Person person = get(tenant, login);
    tables.write(session ->
        session.update(
            "update people set failed = 0, locked_until = 0 where tenant = ? and login = ?",
            person.tenant(),
            person.login()));
  }

  /** Binds an account to who came first from the issuer under its name. */
  void bind(Person person, String subject) {
    tables.write(session ->
        session.update(
            "update people set subject = ? where tenant = ? and login = ? and subject is null",
            subject,
            person.tenant(),
            person.login()));
  }
}
