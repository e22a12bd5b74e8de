package io.s22.driver.command;

import io.s22.driver.common.Redaction;
import io.s22.plan.S22Exception;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns references to secrets in a shell script into shell variables, so that a secret is neither
 * in a file nor on a command line, and whatever it holds is never read as code. The variable is
 * quoted as its place demands: {@code x ${secret:a}} becomes {@code x "${S22_SECRET_A}"}.
 */
final class ShellSecrets {
  private static final Pattern HERE =
      Pattern.compile("<<(-?)[ \\t]*(?:'([^'\\n]+)'|\"([^\"\\n]+)\"|(\\\\?)([A-Za-z0-9_.+-]+))");

  /** What a quote means depends on where it stands. */
  private enum Place {
    PLAIN,
    SINGLE,
    DOUBLE
  }

  private record Here(String end, boolean tabs, boolean literal) {}

  private final String script;
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final StringBuilder out = new StringBuilder();
  private final Deque<Place> places = new ArrayDeque<>();
  private final List<Here> waiting = new ArrayList<>();
  private int at;

  private ShellSecrets(String script) {
    this.script = script;
    places.push(Place.PLAIN);
  }

  /**
   * The rewritten script.
   *
   * @param variables the reference, {@code ${secret:name}}, behind each variable
   */
  record Rewritten(String script, Map<String, String> variables) {}

  /**
   * Rewrites {@code script}.
   *
   * @throws S22Exception {@code S22-5002} for a reference where no variable is replaced
   */
  static Rewritten rewrite(String script) {
    if (!Redaction.refersToSecret(script)) {
      return new Rewritten(script, Map.of());
    }
    ShellSecrets rewriting = new ShellSecrets(script);
    while (rewriting.at < script.length()) {
      rewriting.step();
    }
    return new Rewritten(rewriting.out.toString(), rewriting.variables);
  }

  private Place place() {
    Place top = places.peek();
    return top == null ? Place.PLAIN : top;
  }

  private void step() {
    Matcher reference = Redaction.REFERENCE.matcher(script).region(at, script.length());
    if (script.startsWith("${secret:", at) && reference.lookingAt()) {
      out.append(quoted(variable(reference.group(), reference.group(1))));
      at = reference.end();
      return;
    }
    switch (place()) {
      case SINGLE -> single();
      case DOUBLE -> doubled();
      case PLAIN -> plain();
    }
  }

  private String quoted(String variable) {
    return switch (place()) {
      case PLAIN -> "\"" + variable + "\"";
      case SINGLE -> "'\"" + variable + "\"'";
      case DOUBLE -> variable;
    };
  }

  private String variable(String reference, String name) {
    String base = "S22_SECRET_" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    String free = base;
    for (int n = 2; !variables.getOrDefault(free, reference).equals(reference); n++) {
      free = base + "_" + n;
    }
    variables.put(free, reference);
    return "${" + free + "}";
  }

  private void single() {
    if (copy() == '\'') {
      places.pop();
    }
  }

  private void doubled() {
    char c = copy();
    if (c == '\\') {
      copy();
    } else if (c == '"') {
      places.pop();
    } else if (c == '$' && peek() == '(') {
      copy();
      places.push(Place.PLAIN);
    }
  }

  private void plain() {
    Matcher here = HERE.matcher(script).region(at, script.length());
    if (!script.startsWith("<<<", at) && here.lookingAt()) {
      expect(here);
      return;
    }
    if (script.startsWith("<<<", at)) {
      copy();
      copy();
    }
    boolean wordBegins = at == 0 || " \t\n;&|(".indexOf(script.charAt(at - 1)) >= 0;
    char c = copy();
    switch (c) {
      case '\\' -> copy();
      case '\'' -> places.push(Place.SINGLE);
      case '"' -> places.push(Place.DOUBLE);
      case '(' -> places.push(Place.PLAIN);
      case ')' -> leave();
      case '#' -> skipComment(wordBegins);
      case '\n' -> bodies();
      default -> {}
    }
  }

  private void leave() {
    if (places.size() > 1) {
      places.pop();
    }
  }

  private void skipComment(boolean isComment) {
    while (isComment && at < script.length() && peek() != '\n') {
      copy();
    }
  }

  private void expect(Matcher here) {
    boolean literal = here.group(2) != null || here.group(3) != null || "\\".equals(here.group(4));
    String end =
        here.group(2) != null
            ? here.group(2)
            : here.group(3) != null ? here.group(3) : here.group(5);
    waiting.add(new Here(end, !here.group(1).isEmpty(), literal));
    out.append(here.group());
    at = here.end();
  }

  private void bodies() {
    for (Here here : List.copyOf(waiting)) {
      body(here);
    }
    waiting.clear();
  }

  private void body(Here here) {
    while (at < script.length()) {
      int newline = script.indexOf('\n', at);
      String line = script.substring(at, newline < 0 ? script.length() : newline + 1);
      at += line.length();
      String bare = line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
      out.append(here.literal() ? literal(line) : inBody(line));
      if ((here.tabs() ? bare.replaceFirst("^\\t+", "") : bare).equals(here.end())) {
        return;
      }
    }
  }

  private String inBody(String line) {
    return Redaction.REFERENCE
        .matcher(line)
        .replaceAll(m -> Matcher.quoteReplacement(variable(m.group(), m.group(1))));
  }

  private static String literal(String line) {
    if (Redaction.refersToSecret(line)) {
      throw new S22Exception(
          "S22-5002",
          "The command has a secret in a here-document whose end mark is quoted: nothing is"
              + " replaced there.",
          "Write the end mark without quotes.");
    }
    return line;
  }

  private char peek() {
    return at < script.length() ? script.charAt(at) : '\0';
  }

  private char copy() {
    char c = peek();
    if (at < script.length()) {
      out.append(c);
      at++;
    }
    return c;
  }
}
