package io.s22.cli;

import io.s22.journal.Verdict;
import java.util.Locale;
import java.util.Map;

/** Prints what a verifier found. */
final class VerdictPrinter {
  private VerdictPrinter() {}

  /** Prints it and returns the exit code. */
  static int print(Screen screen, String name, Verdict verdict, boolean json) {
    return switch (verdict) {
      case Verdict.Whole(String run, long entries, String head) -> {
        if (json) {
          screen
              .out()
              .println(
                  Json.write(
                      Map.of("journal", name, "whole", true, "entries", entries, "head", head)));
        } else {
          screen
              .out()
              .println(name + " (run " + run + "): whole, " + entries + " entries, head " + head);
        }
        yield ExitCode.OK;
      }
      case Verdict.Broken(long line, Verdict.Kind kind, String why) -> {
        String word = kind.name().toLowerCase(Locale.ROOT);
        if (json) {
          screen
              .out()
              .println(
                  Json.write(
                      Map.of(
                          "journal", name, "whole", false, "line", line, "kind", word, "why",
                          why)));
        } else {
          screen.out().println(name + ": NOT whole: line " + line + " (" + word + "): " + why);
        }
        yield ExitCode.NO;
      }
    };
  }
}
