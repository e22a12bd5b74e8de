package io.s22.forecast.show;

import java.util.List;
import java.util.Locale;

/** Lines and tables for a terminal, in which a Chinese character is two columns wide. */
final class Sheet {
  private final StringBuilder out = new StringBuilder();

  void line(String format, Object... values) {
    plain(String.format(Locale.ROOT, format, values));
  }

  void plain(String text) {
    out.append(text.stripTrailing()).append('\n');
  }

  /**
   * A table. A row of one field stands between the others as it is.
   *
   * @param least the least width of each field but the last; one that holds more is wider
   * @param rows the first one is the head
   */
  void table(int[] least, List<List<String>> rows) {
    int[] wide = least.clone();
    for (List<String> row : rows) {
      for (int i = 0; row.size() > 1 && i < wide.length; i++) {
        wide[i] = Math.max(wide[i], width(row.get(i)));
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        boolean last = i == row.size() - 1;
        line.append(last ? row.get(i) : pad(row.get(i), wide[i]) + " ");
      }
      plain(line.toString());
    }
  }

  static String pad(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - width(text)));
  }

  /** How many columns a terminal gives to a text (Unicode's East Asian Width, UAX 11). */
  static int width(String text) {
    return text.codePoints().map(Sheet::width).sum();
  }

  private static int width(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(c) ? 2 : 1;
    };
  }

  private static boolean isWide(int c) {
    return in(c, 0x1100, 0x115F)
        || in(c, 0x2E80, 0xA4CF)
        || in(c, 0xAC00, 0xD7A3)
        || in(c, 0xF900, 0xFAFF)
        || in(c, 0xFE30, 0xFE6F)
        || in(c, 0xFF01, 0xFF60)
        || in(c, 0xFFE0, 0xFFE6)
        || in(c, 0x1F300, 0x1FAFF)
        || in(c, 0x20000, 0x3FFFD);
  }

  private static boolean in(int c, int from, int to) {
    return c >= from && c <= to;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
