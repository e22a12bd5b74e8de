package io.s22.cli;

import java.util.Map;

/** The process: hands the real terminal and environment to {@link S22}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Screen screen = Screen.ofProcess(Map.copyOf(System.getenv()));
    int code = S22.run(screen, args);
    screen.flush();
    System.exit(code);
  }
}
