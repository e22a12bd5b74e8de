package io.s22.window.traffic;

import static io.s22.window.traffic.InflateCodes.INVALID;
import static io.s22.window.traffic.InflateCodes.LENGTH;
import static io.s22.window.traffic.InflateCodes.LITERAL;
import static io.s22.window.traffic.InflateCodes.LONGER;
import static io.s22.window.traffic.InflateCodes.MASK;
import static io.s22.window.traffic.InflateCodes.OTHER;
import static io.s22.window.traffic.InflateCodes.extra;
import static io.s22.window.traffic.InflateCodes.longer;

import io.s22.window.traffic.InflateCodes.Corrupt;
import java.io.IOException;

/**
 * Decompresses DEFLATE (RFC 1951). Why not the JDK's: decision 0707. What can be had of a damaged
 * stream is given before the damage is told.
 */
final class Inflate {
  private static final int HISTORY = 1 << 15;
  private static final int FULL = HISTORY + (1 << 17);

  /** The longest match may begin just before the buffer is full, and is copied 32 bytes a time. */
  private static final int SLACK = 258 + 64;

  private static final int STEP = 32;

  private final InflateBits in;
  private final InflateCodes literals = new InflateCodes();
  private final InflateCodes distances = new InflateCodes();
  private final InflateHeader header;
  private final byte[] out = new byte[FULL + SLACK];
  private int end;
  private int given;
  private boolean lastBlock;
  private boolean inBlock;

  /** Bytes left of a block that is stored as it is; -1 in others. */
  private int stored;

  private boolean done;
  private String damage = "";

  Inflate(InflateBits in) {
    this.in = in;
    this.header = new InflateHeader(in, literals, distances);
  }

  /** Begins with a new stream. */
  void reset() {
    end = 0;
    given = 0;
    lastBlock = false;
    inBlock = false;
    done = false;
    damage = "";
  }

  /** Whether the stream has ended and all of it was read. */
  boolean isFinished() {
    return done && given == end;
  }

  /** What is wrong with the stream; empty where nothing is, or nothing was found yet. */
  String damage() {
    return damage;
  }

  /** Returns how many bytes; 0 at the end of the stream. */
  int read(byte[] into, int from, int length) throws IOException {
    if (given == end && !done) {
      int kept = Math.min(end, HISTORY);
      System.arraycopy(out, end - kept, out, 0, kept);
      end = kept;
      given = kept;
      produce();
    }
    int count = Math.min(length, end - given);
    System.arraycopy(out, given, into, from, count);
    given += count;
    return count;
  }

  private void produce() throws IOException {
    try {
      while (end < FULL && !done) {
        if (!inBlock) {
          begin();
        } else if (stored >= 0) {
          copyStored();
        } else {
          decode();
        }
        if (in.isOver()) {
          damaged("is truncated: it ends in the middle of its data");
        }
        done |= lastBlock && !inBlock;
      }
    } catch (Corrupt e) {
      damaged("is corrupt: " + e.getMessage());
    }
  }

  private void damaged(String how) {
    damage = how;
    done = true;
  }

  private void begin() throws IOException, Corrupt {
    in.fill();
    lastBlock = in.take(1) == 1;
    int type = in.take(2);
    inBlock = true;
    stored = -1;
    switch (type) {
      case 0 -> beginStored();
      case 1 -> header.fixed();
      case 2 -> header.dynamic();
      default -> throw new Corrupt("a block is of no known type");
    }
  }

  private void beginStored() throws IOException, Corrupt {
    in.take(in.count & 7);
    in.fill();
    int length = in.take(16);
    int complement = in.take(16);
    if (!in.isOver() && length != (~complement & 0xffff)) {
      throw new Corrupt("a stored block has no length");
    }
    if (!in.isOver()) {
      in.toByte();
      stored = length;
    }
  }

  private void copyStored() throws IOException {
    int wanted = Math.min(stored, FULL - end);
    int copied = in.bytes(out, end, wanted);
    end += copied;
    stored -= copied;
    if (copied == 0 && wanted > 0) {
      damaged("is truncated: it ends in the middle of its data");
    }
    inBlock = stored > 0;
  }

  private void decode() throws IOException, Corrupt {
    while (end < FULL && inBlock && in.more()) {
      decodeFast();
    }
    while (end < FULL && inBlock && !in.isOver() && !in.more()) {
      decodeOne();
    }
  }

  /** One symbol, with a look at the end of the source. */
  private void decodeOne() throws IOException, Corrupt {
    in.fill();
    int entry = literals.next(in);
    if ((entry & LITERAL) != 0) {
      if (!in.isOver()) {
        out[end++] = (byte) (entry >>> 16);
      }
      return;
    }
    if ((entry & OTHER) != 0) {
      endOfBlock(entry);
      return;
    }
    int length = (entry >>> 16) + in.take(extra(entry));
    in.fill();
    int far = distances.next(in);
    int distance = (far >>> 16) + in.take(extra(far));
    if (in.isOver()) {
      return;
    }
    checkDistance(far, distance, end);
    for (int i = 0; i < length; i++, end++) {
      out[end] = out[end - distance];
    }
  }

  private void endOfBlock(int entry) throws Corrupt {
    if ((entry & INVALID) != 0 && !in.isOver()) {
      throw new Corrupt("a symbol is of no code");
    }
    inBlock = false;
  }

  private static void checkDistance(int entry, int distance, int have) throws Corrupt {
    if ((entry & OTHER) != 0) {
      throw new Corrupt("a distance is of no code");
    }
    if (distance > have) {
      throw new Corrupt("a distance is too far back");
    }
  }

  /**
   * Symbols while the end of the source is far. One long method, its state in local variables: each
   * symbol takes a few nanoseconds, and fields would double that.
   */
  private void decodeFast() throws Corrupt {
    final byte[] source = in.buffer;
    final byte[] o = out;
    final int[] first = literals.table();
    final int[] second = distances.table();
    final int safe = in.safe();
    long bits = in.bits;
    int count = in.count;
    int at = in.at;
    int to = end;
    try {
      while (to < FULL && at <= safe) {
        bits |= Scan.word(source, at) << count;
        at += (63 - count) >>> 3;
        count |= 56;
        int entry = first[(int) bits & MASK];
        entry = (entry & LONGER) != 0 ? longer(first, entry, bits) : entry;
        bits >>>= entry; // a shift takes the lowest six bits: the length
        count -= entry & LENGTH;
        if ((entry & LITERAL) != 0) {
          o[to++] = (byte) (entry >>> 16);
          entry = first[(int) bits & MASK];
          entry = (entry & LONGER) != 0 ? longer(first, entry, bits) : entry;
          bits >>>= entry;
          count -= entry & LENGTH;
          if ((entry & LITERAL) != 0) {
            o[to++] = (byte) (entry >>> 16);
            continue;
          }
          bits |= Scan.word(source, at) << count;
          at += (63 - count) >>> 3;
          count |= 56;
        }
        if ((entry & OTHER) != 0) {
          endOfBlock(entry);
          return;
        }
        int length = (entry >>> 16) + ((int) bits & ((1 << extra(entry)) - 1));
        bits >>>= extra(entry);
        count -= extra(entry);
        int far = second[(int) bits & MASK];
        far = (far & LONGER) != 0 ? longer(second, far, bits) : far;
        bits >>>= far;
        int distance = (far >>> 16) + ((int) bits & ((1 << extra(far)) - 1));
        bits >>>= extra(far);
        count -= (far & LENGTH) + extra(far);
        if ((far & OTHER) != 0 || distance > to) {
          checkDistance(far, distance, to);
        }
        copy(o, to, distance, length);
        to += length;
      }
    } finally {
      in.bits = bits;
      in.count = count;
      in.at = at;
      end = to;
    }
  }

  /** Copies a match; up to 31 bytes behind it are overwritten, and written again later. */
  private static void copy(byte[] o, int to, int distance, int length) {
    if (distance < Long.BYTES) {
      for (int i = to; i < to + length; i++) {
        o[i] = o[i - distance];
      }
      return;
    }
    int from = to - distance;
    copyStep(o, from, to);
    for (int left = length - STEP; left > 0; left -= STEP) {
      from += STEP;
      copyStep(o, from, from + distance);
    }
  }

  private static void copyStep(byte[] o, int from, int to) {
    Scan.copyWord(o, from, to);
    Scan.copyWord(o, from + 8, to + 8);
    Scan.copyWord(o, from + 16, to + 16);
    Scan.copyWord(o, from + 24, to + 24);
  }
}
