package io.s22.store;

import io.s22.plan.S22Exception;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a PostgreSQL is, and as whom to come.
 *
 * @param name for people: host, port and database, and nothing secret
 * @param jdbc the address as the JDBC driver takes it, without user and password
 * @param user empty for the one that runs S22
 * @param password empty for none; the driver then looks into {@code ~/.pgpass}
 * @param schema where the tables are; made where it is missing
 */
record PostgresAddress(String name, String jdbc, String user, String password, String schema) {
  private static final String PASSWORD = "S22_DATABASE_PASSWORD";
  private static final Pattern FORM =
      Pattern.compile(
          "(?:jdbc:)?postgres(?:ql)?://(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?"
              + "(?<place>[^@/?\\s]+/[^@/?&\\s]+)(?:\\?(?<options>[^@\\s]*))?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,50}");

  /**
   * Reads {@link JdbcRunStore#DATABASE}, {@code
   * postgresql://user@host:5432/database?sslmode=verify-full}; the password may stand there too,
   * but is better kept in {@code S22_DATABASE_PASSWORD}.
   *
   * @throws S22Exception S22-3113
   */
  static PostgresAddress of(Map<String, String> environment) {
    String url = environment.getOrDefault(JdbcRunStore.DATABASE, "");
    Matcher form = FORM.matcher(url.strip());
    if (!form.matches()) {
      throw wrong();
    }
    String schema = "s22";
    StringBuilder options = new StringBuilder();
    for (String option : part(form, "options").split("&")) {
      if (option.toLowerCase(Locale.ROOT).startsWith("currentschema=")) {
        schema = option.substring(option.indexOf('=') + 1);
      } else if (!option.isEmpty()) {
        options.append(options.isEmpty() ? '?' : '&').append(option);
      }
    }
    if (!SCHEMA.matcher(schema).matches()) {
      throw wrong();
    }
    String password = decoded(part(form, "password"));
    return new PostgresAddress(
        "postgresql://" + form.group("place"),
        "jdbc:postgresql://" + form.group("place") + options,
        decoded(part(form, "user")),
        password.isEmpty() ? environment.getOrDefault(PASSWORD, "") : password,
        schema);
  }

  private static String part(Matcher form, String group) {
    String found = form.group(group);
    return found == null ? "" : found;
  }

  private static String decoded(String text) {
    try {
      // in this part of an address a plus is a plus
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw wrong();
    }
  }

  /** The address itself is not repeated: there may be a password in it. */
  private static S22Exception wrong() {
    return new S22Exception(
        "S22-3113",
        "The address of the database cannot be read.",
        "Write it as postgresql://user@host:5432/database, as --database or in "
            + JdbcRunStore.DATABASE
            + ", and the password into "
            + PASSWORD
            + ".");
  }

  @Override
  public String toString() {
    return name;
  }
}
