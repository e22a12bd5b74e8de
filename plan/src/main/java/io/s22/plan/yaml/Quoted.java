package io.s22.plan.yaml;

import java.util.Locale;

/** Values as messages show them: on one line, without control characters, not too long. */
final class Quoted {
  private static final int LONGEST = 60;

  private Quoted() {}

  static String cut(String text) {
    StringBuilder out = new StringBuilder();
    int[] points = text.codePoints().limit(LONGEST + 1L).toArray();
    for (int i = 0; i < Math.min(points.length, LONGEST); i++) {
      int c = points[i];
      if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
        out.append(c == '\n' ? " " : String.format(Locale.ROOT, "\\u%04x", c));
      } else {
        out.appendCodePoint(c);
      }
    }
    return points.length > LONGEST ? out + "..." : out.toString();
  }
}
