package io.s22.tell.feed;

import io.s22.tell.Language;
import io.s22.tell.ServiceState;
import io.s22.tell.Words;

/** A badge to put elsewhere: a small picture of words, with the same words for who hears it. */
public final class Badge {
  private static final int LATIN = 7;
  private static final int WIDE = 13;

  private Badge() {}

  /**
   * The badge as SVG.
   *
   * @param name what stands left of the state
   */
  public static String svg(String name, ServiceState state, Language language) {
    String left = escape(cut(Words.line(name)));
    String right = Words.name(state).in(language.locale());
    int leftWidth = width(cut(Words.line(name))) + 12;
    int rightWidth = width(right) + 12;
    int all = leftWidth + rightWidth;
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="22" role="img" aria-label="%2$s: %3$s">\
    <title>%2$s: %3$s</title><rect width="%1$d" height="22" rx="3" fill="#444c56"/>\
    <path d="M%4$d 0h%5$dv22h-%5$dz" fill="%6$s"/>\
    <g fill="#fff" font-family="Verdana,DejaVu Sans,Noto Sans CJK SC,sans-serif" font-size="12" text-anchor="middle">\
    <text x="%7$d" y="15">%2$s</text><text x="%8$d" y="15">%3$s</text></g></svg>
    """
        .formatted(
            all,
            left,
            right,
            leftWidth,
            rightWidth,
            colour(state),
            leftWidth / 2,
            leftWidth + rightWidth / 2);
  }

  /** Dark enough for white words on it (WCAG 2.2, 1.4.3). */
  private static String colour(ServiceState state) {
    return switch (state) {
      case OPERATIONAL -> "#116329";
      case DEGRADED_PERFORMANCE -> "#7d4e00";
      case UNDER_MAINTENANCE -> "#0a4ea3";
      case PARTIAL_OUTAGE -> "#a5480a";
      case MAJOR_OUTAGE -> "#b3151f";
    };
  }

  private static String cut(String text) {
    int points = text.codePointCount(0, text.length());
    return points <= 40 ? text : text.substring(0, text.offsetByCodePoints(0, 39)) + "…";
  }

  private static int width(String text) {
    return text.codePoints().map(c -> c < 0x2E80 ? LATIN : WIDE).sum();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
