package io.s22.window.traffic;

import java.io.IOException;
import java.util.Arrays;

/**
 * The bits of a DEFLATE stream, lowest first (RFC 1951, 3.1.1). Behind the end of the source stand
 * zeros; {@link #isOver} tells whether any of them was taken.
 */
final class InflateBits {
  private static final int PADDING = 32;
  private static final int NEAR_THE_END = 16;
  private static final int HELD_BYTES = 8;

  final byte[] buffer = new byte[(1 << 16) + PADDING];
  private final ByteSource source;
  private int end;
  private boolean ended;

  /** What was read ahead, and how much of it counts; the decoder keeps copies of its own. */
  long bits;

  int count;

  /** Where the next bytes are read ahead from. */
  int at;

  InflateBits(ByteSource source) {
    this.source = source;
  }

  /** From positions up to here, bits may be read ahead twice without a look at the end. */
  int safe() {
    return end - NEAR_THE_END;
  }

  /**
   * Reads more where little is left.
   *
   * @return whether {@link #at} is safe now; false near the end of the source
   */
  boolean more() throws IOException {
    if (ended || at <= safe()) {
      return !ended;
    }
    int kept = Math.min(at, HELD_BYTES); // bytes that were read ahead may be given back
    int left = end - at + kept;
    System.arraycopy(buffer, at - kept, buffer, 0, left);
    at = kept;
    end = left;
    while (at >= safe()) {
      int read = source.read(buffer, end, buffer.length - PADDING - end);
      if (read < 0) {
        ended = true;
        Arrays.fill(buffer, end, end + PADDING, (byte) 0);
        return false;
      }
      end += read;
    }
    return true;
  }

  /** Reads bits ahead: 56 at least, unless the end was passed. */
  void fill() throws IOException {
    if (at > safe()) {
      more();
    }
    if (at <= end + HELD_BYTES) {
      bits |= Scan.word(buffer, at) << count;
      at += (63 - count) >>> 3;
      count |= 56;
    }
  }

  /** Takes up to 31 bits, of those that were read ahead. */
  int take(int wanted) {
    int value = (int) bits & ((1 << wanted) - 1);
    bits >>>= wanted;
    count -= wanted;
    return value;
  }

  /** Whether more was taken than there is. */
  boolean isOver() {
    return ended && (count < 0 || at - (count >>> 3) > end);
  }

  /** Passes over the rest of a byte, and gives whole bytes that were read ahead back. */
  void toByte() {
    at -= count >>> 3;
    bits = 0;
    count = 0;
  }

  /** The next byte, or -1 at the end; only where no bits are read ahead. */
  int nextByte() throws IOException {
    if (at >= end) {
      more();
    }
    return at < end ? buffer[at++] & 0xff : -1;
  }

  /** Copies whole bytes; 0 at the end; only where no bits are read ahead. */
  int bytes(byte[] into, int from, int length) throws IOException {
    if (at >= end) {
      more();
    }
    int copied = Math.max(0, Math.min(length, end - at));
    System.arraycopy(buffer, at, into, from, copied);
    at += copied;
    return copied;
  }
}
