package io.s22.plan.yaml;

import io.s22.plan.Mark;

/**
 * Refuses lines longer than any person writes, before the parser sees them: it looks ahead to the
 * end of a line in steps, each of which copies all that was read, so that one line of 8 MiB would
 * take it many seconds.
 */
final class Lines {
  private static final int LONGEST = 128 * 1024;

  private Lines() {}

  /**
   * @throws Composer.Broken with the place of the first line that is too long
   */
  static void check(String text) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r') {
        start = i + 1;
        line += c == '\n' || i + 1 == text.length() || text.charAt(i + 1) != '\n' ? 1 : 0;
      } else if (i - start >= LONGEST) {
        throw new Composer.Broken(
            new Mark(line, 1),
            "S22-1006",
            "Line %d is longer than %d characters.".formatted(line, LONGEST),
            "Break it into several lines; keep scripts and data in files of their own.");
      }
    }
  }
}
