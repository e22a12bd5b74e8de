package io.s22.journal;

import java.util.Arrays;

/**
 * Writes JSON in the canonical form of RFC 8785 (JCS): no white space, the shortest escapes,
 * numbers as ECMAScript writes them. The order of an object's members is the caller's.
 */
final class JsonBytes {
  /** The largest integer that every reader of JSON keeps exact (RFC 8785, section 3.2.2.3). */
  static final long MAX_EXACT = (1L << 53) - 1;

  private static final byte[] HEX =
      "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  /** Every character of an entry may take six bytes, while it is being written. */
  private static final long MAX_BUFFER = Limits.MAX_ENTRY_BYTES * 6L + 1024;

  private static final char REPLACEMENT = '\uFFFD';

  private byte[] bytes;
  private int length;

  JsonBytes(int capacity) {
    bytes = new byte[capacity];
  }

  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  JsonBytes raw(String ascii) {
    int count = ascii.length();
    reserve(count);
    for (int i = 0; i < count; i++) {
      bytes[length++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  JsonBytes raw(byte[] from, int start, int count) {
    reserve(count);
    System.arraycopy(from, start, bytes, length, count);
    length += count;
    return this;
  }

  JsonBytes raw(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  /** A string; a lone surrogate, which UTF-8 cannot hold, becomes U+FFFD. */
  JsonBytes string(String text) {
    int count = text.length();
    reserve(count * 6L + 2);
    bytes[length++] = '"';
    for (int i = 0; i < count; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        ascii(c);
      } else if (!Character.isSurrogate(c)) {
        utf8(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < count
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        utf8(Character.toCodePoint(c, text.charAt(++i)));
      } else {
        utf8(REPLACEMENT);
      }
    }
    bytes[length++] = '"';
    return this;
  }

  JsonBytes number(long value) {
    if (value > MAX_EXACT || value < -MAX_EXACT) {
      throw JournalErrors.unwritable("the integer " + value + " is beyond 2^53-1");
    }
    return raw(Long.toString(value));
  }

  JsonBytes number(double value) {
    if (!Double.isFinite(value)) {
      throw JournalErrors.unwritable("the number " + value + " is not finite");
    }
    return raw(EcmaNumber.format(value));
  }

  /** {@code value} with leading zeros, {@code count} digits in all. */
  JsonBytes digits(int value, int count) {
    reserve(count);
    int rest = value;
    for (int i = length + count - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += count;
    return this;
  }

  private void ascii(char c) {
    if (c >= 0x20 && c != '"' && c != '\\') {
      bytes[length++] = (byte) c;
      return;
    }
    bytes[length++] = '\\';
    switch (c) {
      case '"', '\\' -> bytes[length++] = (byte) c;
      case '\b' -> bytes[length++] = 'b';
      case '\t' -> bytes[length++] = 't';
      case '\n' -> bytes[length++] = 'n';
      case '\f' -> bytes[length++] = 'f';
      case '\r' -> bytes[length++] = 'r';
      default -> {
        bytes[length++] = 'u';
        bytes[length++] = '0';
        bytes[length++] = '0';
        bytes[length++] = HEX[c >> 4];
        bytes[length++] = HEX[c & 0xF];
      }
    }
  }

  private void utf8(int point) {
    if (point < 0x800) {
      bytes[length++] = (byte) (0xC0 | point >> 6);
    } else {
      if (point < 0x10000) {
        bytes[length++] = (byte) (0xE0 | point >> 12);
      } else {
        bytes[length++] = (byte) (0xF0 | point >> 18);
        bytes[length++] = (byte) (0x80 | point >> 12 & 0x3F);
      }
      bytes[length++] = (byte) (0x80 | point >> 6 & 0x3F);
    }
    bytes[length++] = (byte) (0x80 | point & 0x3F);
  }

  private void reserve(long more) {
    long needed = length + more;
    if (needed > bytes.length) {
      if (needed > MAX_BUFFER) {
        throw JournalErrors.unwritable(
            "the entry is larger than " + Limits.MAX_ENTRY_BYTES + " bytes");
      }
      bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(bytes.length * 2L, MAX_BUFFER)));
    }
  }
}
