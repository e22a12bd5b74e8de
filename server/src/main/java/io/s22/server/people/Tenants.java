package io.s22.server.people;

import io.s22.run.Clock;
import io.s22.server.Denied;
import io.s22.store.JdbcRunStore;
import io.s22.store.Tables;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** Whoever has things here of their own. */
public final class Tenants {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  private final Tables tables;
  private final Clock clock;

  public Tenants(Tables tables, Clock clock) {
    this.tables = tables;
    this.clock = clock;
  }

  /** One of them. */
  public record Tenant(String tenant, String title, Instant created) {}

  private static Tenant tenant(ResultSet row) throws SQLException {
    return new Tenant(row.getString(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3)));
  }

  public List<Tenant> all() {
    return tables.read(session ->
        session.list(
            Tenants::tenant, "select tenant, title, created from tenants order by tenant"));
  }

  /** The tenant, or S22-9303. */
  public Tenant get(String name) {
    return all().stream()
        .filter(tenant -> tenant.tenant().equals(name))
        .findFirst()
        .orElseThrow(() -> Denied.missing("tenant '" + name + "'"));
  }

  /**
   * Makes one.
   *
   * @throws Denied S22-9304, S22-9315
   */
  public Tenant add(String name, String title) {
    if (!NAME.matcher(name).matches() || title.length() > 120) {
      throw Denied.malformed(
          "'" + name + "' cannot be a tenant.",
          "Take lower-case letters, digits and dashes, 40 at the most; 120 for the title.");
    }
    // Under this name the first tenant's subscribers are kept.
    if (name.equals("s22")) {
      throw Denied.conflict("'s22' is the first tenant's own name.", "Choose another name.");
    }
    int added =
        tables.write(session ->
            session.update(
                "insert into tenants (tenant, title, created) values (?, ?, ?)"
                    + " on conflict do nothing",
                name,
                title.isBlank() ? name : title,
                clock.now().toEpochMilli()));
    if (added == 0) {
      throw Denied.conflict("There is a tenant '" + name + "' already.", "Choose another name.");
    }
    return get(name);
  }

  /** Whether {@code caller} looks after tenants. */
  public static boolean keeper(Caller caller) {
    return caller.tenant().equals(JdbcRunStore.MAIN) && caller.may(Scope.TENANTS_ADMIN);
  }
}
