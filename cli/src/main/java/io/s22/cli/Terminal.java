package io.s22.cli;

/** Text of strangers on a person's terminal. */
final class Terminal {
  private Terminal() {}

  /** {@code text} on one line of at most {@code width} characters, without control characters. */
  static String plain(String text, int width) {
    String clean = text.replaceAll("\\p{Cntrl}", " ");
    return clean.length() <= width ? clean : clean.substring(0, Math.max(0, width - 1)) + "…";
  }
}
