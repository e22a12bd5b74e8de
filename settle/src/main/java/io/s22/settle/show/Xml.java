package io.s22.settle.show;

/** Text of others as XML and HTML. */
final class Xml {
  private Xml() {}

  /** Markup is escaped, and what XML cannot hold is replaced. */
  static String text(String plain) {
    StringBuilder safe = new StringBuilder();
    plain
        .codePoints()
        .forEach(c -> {
          switch (c) {
            case '<' -> safe.append("&lt;");
            case '>' -> safe.append("&gt;");
            case '&' -> safe.append("&amp;");
            case '"' -> safe.append("&quot;");
            default -> safe.appendCodePoint(isAllowed(c) ? c : '?');
          }
        });
    return safe.toString();
  }

  /** XML 1.0, 2.2, without what steers the direction of writing. */
  private static boolean isAllowed(int c) {
    return c >= ' '
        && c != 0xFFFE
        && c != 0xFFFF
        && !(c >= 0xD800 && c <= 0xDFFF)
        && !(c >= 0x202A && c <= 0x202E)
        && !(c >= 0x2066 && c <= 0x2069);
  }
}
