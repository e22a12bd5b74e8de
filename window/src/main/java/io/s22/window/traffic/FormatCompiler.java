package io.s22.window.traffic;

import io.s22.plan.S22Exception;
import io.s22.window.traffic.TextParser.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compiles a {@code log_format} of nginx; source: ngx_http_log_module and its variables. */
final class FormatCompiler {
  private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");
  private static final Pattern DIRECTIVE =
      Pattern.compile("\\s*log_format\\s+\\S+\\s+(.*?);?\\s*", Pattern.DOTALL);
  private static final Pattern QUOTED =
      Pattern.compile(
          "\\G\\s*(?:escape=\\w+\\s*)?(?:'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\")");

  private static final Map<String, Field> MEANINGS =
      Map.ofEntries(
          Map.entry("time_local", Field.TIME_LOCAL),
          Map.entry("time_iso8601", Field.TIME_ISO),
          Map.entry("msec", Field.TIME_EPOCH),
          Map.entry("status", Field.STATUS),
          Map.entry("body_bytes_sent", Field.BYTES),
          Map.entry("bytes_sent", Field.BYTES),
          Map.entry("request_time", Field.SECONDS),
          Map.entry("request", Field.REQUEST),
          Map.entry("request_uri", Field.PATH),
          Map.entry("uri", Field.PATH),
          Map.entry("document_uri", Field.PATH));

  private final String user;
  private final List<Field> fields = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<byte[]> literals = new ArrayList<>();

  /**
   * @param text the format, or the whole directive as it stands in nginx's configuration
   * @param user the variable that tells one user from another
   */
  FormatCompiler(String text, String user) {
    this.user = user;
    String format = unwrap(text);
    Matcher variable = VARIABLE.matcher(format);
    int from = 0;
    while (variable.find()) {
      literals.add(format.substring(from, variable.start()).getBytes(StandardCharsets.UTF_8));
      add(variable.group(1) != null ? variable.group(1) : variable.group(2));
      from = variable.end();
    }
    literals.add(format.substring(from).getBytes(StandardCharsets.UTF_8));
    keepOneOfAKind();
    check(text);
  }

  TextParser parser(LogTimes times) {
    byte[][] ends = literals.subList(1, literals.size()).toArray(byte[][]::new);
    return new TextParser(literals.getFirst(), fields.toArray(Field[]::new), ends, times);
  }

  private void add(String name) {
    names.add(name);
    fields.add(meaning(name));
  }

  private Field meaning(String name) {
    if (name.equals(user)) {
      return Field.USER;
    }
    boolean list = name.startsWith("upstream_") || name.equals("proxy_add_x_forwarded_for");
    return MEANINGS.getOrDefault(name, list ? Field.LIST : Field.TEXT);
  }

  /** A line has one time, one path, one size: of several the first in this order is taken. */
  private void keepOneOfAKind() {
    keepFirst(List.of("time_iso8601", "time_local", "msec"));
    keepFirst(List.of("request", "request_uri", "uri", "document_uri"));
    keepFirst(List.of("body_bytes_sent", "bytes_sent"));
    for (String name : List.copyOf(names)) {
      keepFirst(List.of(name));
    }
  }

  private void keepFirst(List<String> inOrder) {
    boolean kept = false;
    for (String name : inOrder) {
      for (int i = 0; i < names.size(); i++) {
        if (names.get(i).equals(name) && fields.get(i) != Field.LIST) {
          fields.set(i, kept ? Field.TEXT : fields.get(i));
          kept = true;
        }
      }
    }
  }

  private void check(String text) {
    for (int i = 1; i < literals.size() - 1; i++) {
      if (literals.get(i).length == 0) {
        throw refused(
            text, "nothing stands between $" + names.get(i - 1) + " and $" + names.get(i));
      }
    }
    boolean timed =
        fields.contains(Field.TIME_LOCAL)
            || fields.contains(Field.TIME_ISO)
            || fields.contains(Field.TIME_EPOCH);
    if (!timed) {
      throw refused(text, "it has no time");
    }
    if (!fields.contains(Field.USER)) {
      throw new S22Exception(
          "S22-7003",
          "The log format has no $" + user + ", which should tell users apart: " + text,
          "Name a variable of the format with --user, such as --user " + names.getFirst() + ".");
    }
  }

  private static S22Exception refused(String text, String why) {
    return new S22Exception(
        "S22-7002",
        "The log format cannot be read back, " + why + ": " + text,
        "Give the text of nginx's log_format with $time_local, $time_iso8601 or $msec in it, and"
            + " something between any two variables.");
  }

  /** From {@code log_format main '...' '...';} to the format it stands for. */
  private static String unwrap(String text) {
    Matcher directive = DIRECTIVE.matcher(text);
    if (!directive.matches()) {
      return text;
    }
    StringBuilder format = new StringBuilder();
    Matcher part = QUOTED.matcher(directive.group(1));
    while (part.find()) {
      String quoted = part.group(1) != null ? part.group(1) : part.group(2);
      format.append(quoted.replaceAll("\\\\(['\"\\\\])", "$1").replace("\\t", "\t"));
    }
    return format.toString();
  }
}
