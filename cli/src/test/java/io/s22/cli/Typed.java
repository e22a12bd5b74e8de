package io.s22.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** One command as it was typed, and what came of it. */
record Typed(int code, String out, String err) {
  static Typed of(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Screen screen =
        new Screen(
            new PrintWriter(out, true), new PrintWriter(err, true), Map.of("USER", "anna"), false);
    int code = S22.run(screen, words);
    screen.flush();
    return new Typed(code, out.toString(), err.toString());
  }
}
