package io.s22.driver.common;

import io.s22.plan.S22Exception;
import io.s22.run.Secrets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Secrets of one effect: resolved here, and kept out of every text that leaves the driver. A secret
 * of several lines is also removed line by line, for output is shown by lines.
 */
public final class Redaction {
  /** A reference to a secret; group 1 is its name. */
  public static final Pattern REFERENCE = Pattern.compile("\\$\\{secret:([^}]*)\\}");

  /** Shorter lines of a secret, such as a closing brace, would blot out innocent text. */
  private static final int SHORTEST_LINE = 6;

  private final Secrets secrets;
  private final Set<String> lines = ConcurrentHashMap.newKeySet();

  public Redaction(Secrets secrets) {
    this.secrets = secrets;
  }

  /**
   * {@code text} with its references replaced.
   *
   * @throws S22Exception {@code S22-5003} when a secret cannot be had
   */
  public String resolve(String text) {
    Matcher reference = REFERENCE.matcher(text);
    return reference.replaceAll(match -> Matcher.quoteReplacement(value(match.group())));
  }

  /** Whether {@code text} refers to a secret. */
  public static boolean refersToSecret(String text) {
    return REFERENCE.matcher(text).find();
  }

  /** {@code text} without anything that was resolved. */
  public String clean(String text) {
    String cleaned = secrets.redact(text);
    for (String line : lines) {
      cleaned = cleaned.replace(line, "***");
    }
    return cleaned;
  }

  private String value(String reference) {
    try {
      String value = secrets.resolve(reference);
      if (value.indexOf('\n') >= 0) {
        value
            .lines()
            .map(String::strip)
            .filter(l -> l.length() >= SHORTEST_LINE)
            .forEach(lines::add);
      }
      return value;
    } catch (IllegalArgumentException e) {
      String why = e.getMessage() == null ? reference + " cannot be had" : e.getMessage();
      throw new S22Exception(
          "S22-5003", why, "See that its source exists and that S22 may read it.", e);
    }
  }
}
