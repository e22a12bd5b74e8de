package io.s22.server.office;

import io.s22.driver.Drivers;
import io.s22.plan.check.CheckReport;
import io.s22.plan.check.KnownDrivers;
import io.s22.plan.yaml.Loaded;
import io.s22.plan.yaml.PlanReader;
import io.s22.run.Clock;
import io.s22.server.Denied;
import io.s22.server.people.Keys;
import io.s22.store.Tables;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** The plans of every tenant, each with all its versions: what was once written stays. */
public final class PlanShelf {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");
  private static final String COLUMNS = "select plan, version, text, hash, at, by from plans";

  private final Tables tables;
  private final Clock clock;

  public PlanShelf(Tables tables, Clock clock) {
    this.tables = tables;
    this.clock = clock;
  }

  /**
   * One version of a plan.
   *
   * @param version counted from 1
   * @param text the file, as it was given
   * @param hash SHA-256 of the text, hex
   */
  public record Version(
      String plan, long version, String text, String hash, Instant at, String by) {}

  private static Version version(ResultSet row) throws SQLException {
    return new Version(
        row.getString(1),
        row.getLong(2),
        row.getString(3),
        row.getString(4),
        Instant.ofEpochMilli(row.getLong(5)),
        row.getString(6));
  }

  /** The newest version of each plan that was not taken away, by name. */
  public List<Version> all(String tenant) {
    return tables.read(session ->
        session.list(
            PlanShelf::version,
            COLUMNS
                + " as p where tenant = ? and text <> '' and version = (select max(version)"
                + " from plans where tenant = p.tenant and plan = p.plan) order by plan",
            tenant));
  }

  /** Every version of a plan, oldest first; none where there is no such plan. */
  public List<Version> versions(String tenant, String plan) {
    return tables.read(session ->
        session.list(
            PlanShelf::version,
            COLUMNS + " where tenant = ? and plan = ? order by version",
            tenant,
            plan));
  }

  /** The newest version, or S22-9303. */
  public Version get(String tenant, String plan) {
    List<Version> all = versions(tenant, plan);
    if (all.isEmpty() || all.getLast().text().isEmpty()) {
      throw Denied.missing("plan '" + plan + "'");
    }
    return all.getLast();
  }

  /** One version, or S22-9303. */
  public Version get(String tenant, String plan, long version) {
    return versions(tenant, plan).stream()
        .filter(each -> each.version() == version && !each.text().isEmpty())
        .findFirst()
        .orElseThrow(() -> Denied.missing("version " + version + " of plan '" + plan + "'"));
  }

  /**
   * Puts a version on the shelf. It may have mistakes: whoever writes a plan wants to keep it
   * before it is right; only what has none is run.
   *
   * @throws Denied S22-9304
   */
  public Version put(String tenant, String plan, String text, String by) {
    if (!NAME.matcher(plan).matches()) {
      throw Denied.malformed(
          "A plan cannot have this name.",
          "Take letters, digits, dot, dash and underscore; 80 at the most.");
    }
    if (text.isBlank() || text.indexOf('\0') >= 0) {
      throw Denied.malformed("The plan is empty or no text.", "Send the YAML file.");
    }
    append(tenant, plan, text, by);
    return get(tenant, plan);
  }

  /** Takes a plan off the shelf; its versions stay. */
  public void remove(String tenant, String plan, String by) {
    get(tenant, plan);
    append(tenant, plan, "", by);
  }

  private void append(String tenant, String plan, String text, String by) {
    tables.write(session ->
        session.update(
            "insert into plans (tenant, plan, version, text, hash, at, by)"
                + " select ?, ?, coalesce(max(version), 0) + 1, ?, ?, ?, ?"
                + " from plans where tenant = ? and plan = ?",
            tenant,
            plan,
            text,
            Keys.hash(text),
            clock.now().toEpochMilli(),
            by,
            tenant,
            plan));
  }

  /** What is wrong with a plan's text. */
  public static CheckReport check(String name, String text) {
    return check(PlanReader.read(name, text));
  }

  static CheckReport check(Loaded loaded) {
    return CheckReport.of(loaded, KnownDrivers.with(Drivers.standardSpecs()));
  }
}
