package io.s22.settle.ledger;

/** The order of names by their UTF-8 bytes, which is the order of their code points. */
final class Utf8 {
  private Utf8() {}

  static int compare(String one, String other) {
    int length = Math.min(one.length(), other.length());
    for (int i = 0; i < length; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        return Integer.compare(rank(a), rank(b));
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  /** Surrogates stand for code points above all others (UTR 26). */
  private static int rank(char c) {
    return Character.isSurrogate(c) ? c + 0x10000 : c;
  }
}
