package io.s22.testkit;

/**
 * Text in the alphabet of the air (3GPP TS 23.038), a byte a character, as a telephone reads it;
 * knows nothing of how S22 writes it.
 */
final class GsmText {
  private static final String ALPHABET =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final String AFTER_ESCAPE = "\f^{}\\[~]|€";
  private static final byte[] ESCAPED = {10, 20, 40, 41, 47, 60, 61, 62, 64, 101};
  private static final byte ESCAPE = 27;

  private GsmText() {}

  static String read(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length; i++) {
      boolean escaped = bytes[i] == ESCAPE && i + 1 < bytes.length;
      text.append(escaped ? escaped(bytes[++i]) : ALPHABET.charAt(bytes[i]));
    }
    return text.toString();
  }

  private static char escaped(byte code) {
    for (int i = 0; i < ESCAPED.length; i++) {
      if (ESCAPED[i] == code) {
        return AFTER_ESCAPE.charAt(i);
      }
    }
    throw new IllegalArgumentException("no character of the alphabet's extension: " + code);
  }
}
