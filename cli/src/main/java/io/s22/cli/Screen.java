package io.s22.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a command prints, and what it may assume of the reader.
 *
 * @param out results
 * @param err errors and progress
 * @param environment the process's environment variables
 * @param live whether {@code out} is a terminal that can be drawn on
 */
public record Screen(
    PrintWriter out, PrintWriter err, Map<String, String> environment, boolean live) {

  static Screen ofProcess(Map<String, String> environment) {
    boolean terminal = System.console() != null && System.console().isTerminal();
    boolean dumb = "dumb".equals(environment.get("TERM"));
    return new Screen(
        new PrintWriter(System.out, false, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        environment,
        terminal && !dumb);
  }

  /** Whether colours are wanted: on a terminal, unless {@code NO_COLOR} is set. */
  public boolean colours() {
    return live && !environment.containsKey("NO_COLOR");
  }

  /** The width of the terminal in characters; 100 where it is not known. */
  public int width() {
    String columns = environment.getOrDefault("COLUMNS", "");
    return columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : 100;
  }

  /** The height of the terminal in lines; 50 where it is not known. */
  public int height() {
    String lines = environment.getOrDefault("LINES", "");
    return lines.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(lines) : 50;
  }

  void flush() {
    out.flush();
    err.flush();
  }
}
