package io.s22.server.people;

import io.s22.run.Clock;
import io.s22.server.Denied;
import io.s22.store.Tables;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One-time links: with one, somebody sets his password and one-time codes. */
public final class Links {
  private static final Duration GOOD_FOR = Duration.ofHours(24);

  private final Tables tables;
  private final Keys keys;
  private final Clock clock;

  public Links(Tables tables, Keys keys, Clock clock) {
    this.tables = tables;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Whom a link is for.
   *
   * @param login empty on first start: who comes first chooses his name
   */
  public record Invited(String tenant, String login, Role role) {}

  /** Makes a link's secret; the ones before for the same person are void. */
  public String make(String tenant, String login, Role role) {
    String secret = keys.secret();
    tables.write(session -> {
      session.update("delete from links where tenant = ? and login = ?", tenant, login);
      return session.update(
          "insert into links (tenant, hash, login, role, expires) values (?, ?, ?, ?, ?)",
          tenant,
          Keys.hash(secret),
          login,
          role.code(),
          clock.now().plus(GOOD_FOR).toEpochMilli());
    });
    return secret;
  }

  /** Whom a link is for; empty where it is none, was used, or is too old. */
  public Optional<Invited> find(@Nullable String secret) {
    if (secret == null) {
      return Optional.empty();
    }
    Instant now = clock.now();
    return tables.read(session ->
        session.first(
            row ->
                new Invited(
                    row.getString(1),
                    row.getString(2),
                    Role.of(row.getString(3)).orElse(Role.VIEWER)),
            "select tenant, login, role from links where hash = ? and expires > ?",
            Keys.hash(secret),
            now.toEpochMilli()));
  }

  /**
   * Uses a link up.
   *
   * @throws Denied S22-9301 when somebody else was faster
   */
  void use(String secret) {
    int used =
        tables.write(
            session -> session.update("delete from links where hash = ?", Keys.hash(secret)));
    if (used == 0) {
      throw gone();
    }
  }

  static Denied gone() {
    return new Denied(
        401, "S22-9301", "The link was used or is too old.", "Ask an administrator for a new one.");
  }
}
