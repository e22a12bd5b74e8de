package io.s22.window.traffic;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Searching bytes eight at a time (SIMD within a register; Mycroft's zero-byte test, made exact by
 * taking the lowest hit only).
 */
final class Scan {
  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** Bytes that must be readable behind the last byte of a line. */
  static final int PADDING = 8;

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private Scan() {}

  /** The eight bytes at {@code at}, the first one lowest. */
  static long word(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  /** Copies eight bytes within {@code bytes}. */
  static void copyWord(byte[] bytes, int from, int to) {
    LONGS.set(bytes, to, (long) LONGS.get(bytes, from));
  }

  /** The high bit of each byte of {@code word} that equals {@code wanted}; the lowest is exact. */
  static long hits(long word, long pattern) {
    long x = word ^ pattern;
    return (x - ONES) & ~x & HIGHS;
  }

  /** {@code wanted} in each byte. */
  static long pattern(int wanted) {
    return (wanted & 0xffL) * ONES;
  }

  /**
   * The first position of {@code wanted} in {@code [from, to)}, or {@code to}. Reads up to {@link
   * #PADDING} bytes behind {@code to}.
   */
  static int find(byte[] bytes, int from, int to, int wanted) {
    long pattern = pattern(wanted);
    int at = from;
    while (at < to) {
      long hits = hits((long) LONGS.get(bytes, at), pattern);
      if (hits != 0) {
        return Math.min(to, at + (Long.numberOfTrailingZeros(hits) >>> 3));
      }
      at += 8;
    }
    return to;
  }

  /** The first line feed in {@code [from, to)}, or {@code to}; long lines sixteen bytes a step. */
  static int findLineFeed(byte[] bytes, int from, int to) {
    final long pattern = ONES * '\n';
    int at = from;
    int last = to - 16;
    while (at <= last) {
      long first = hits((long) LONGS.get(bytes, at), pattern);
      long second = hits((long) LONGS.get(bytes, at + 8), pattern);
      if ((first | second) != 0) {
        return first != 0
            ? at + (Long.numberOfTrailingZeros(first) >>> 3)
            : at + 8 + (Long.numberOfTrailingZeros(second) >>> 3);
      }
      at += 16;
    }
    return find(bytes, at, to, '\n');
  }

  /** The last line feed in {@code [from, to)}, or {@code -1}. */
  static int lastLineFeed(byte[] bytes, int from, int to) {
    for (int at = to - 1; at >= from; at--) {
      if (bytes[at] == '\n') {
        return at;
      }
    }
    return -1;
  }

  /** Whether the bytes at {@code at} are {@code literal}, all of it before {@code to}. */
  static boolean startsWith(byte[] bytes, int at, int to, byte[] literal) {
    int length = literal.length;
    if (to - at < length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[at + i] != literal[i]) {
        return false;
      }
    }
    return true;
  }
}
