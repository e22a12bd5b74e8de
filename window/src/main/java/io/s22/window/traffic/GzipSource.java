package io.s22.window.traffic;

import java.io.IOException;
import java.util.zip.CRC32;

/**
 * A gzip file (RFC 1952) of any number of members. A truncated or corrupt one gives all that can be
 * had and then says what is wrong.
 */
final class GzipSource implements ByteSource {
  private static final int HEADER_LENGTH = 10;
  private static final int TRAILER_LENGTH = 8;
  private static final int HAS_HEADER_CRC = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;

  private final ByteSource in;
  private final InflateBits packed;
  private final Inflate inflate;
  private final CRC32 crc = new CRC32();
  private boolean inMember;
  private boolean ended;
  private int members;
  private String damage = "";

  GzipSource(ByteSource in) {
    this.in = in;
    this.packed = new InflateBits(in);
    this.inflate = new Inflate(packed);
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    while (!ended) {
      if (!inMember && !begin()) {
        ended = true;
        break;
      }
      int read = inflate.read(into, from, length);
      crc.update(into, from, read);
      if (inflate.isFinished()) {
        finish();
      }
      if (read > 0) {
        return read;
      }
    }
    return -1;
  }

  private void end(String why) {
    damage = why;
    ended = true;
  }

  private int next() throws IOException {
    return packed.nextByte();
  }

  /** Reads a member's header; false at the end of the file. */
  private boolean begin() throws IOException {
    int first = next();
    while (members > 0 && first == 0) {
      first = next(); // padding, as tapes and some archivers leave it
    }
    if (first < 0) {
      return false;
    }
    if (first != 0x1f || next() != 0x8b || next() != 8) {
      end(members == 0 ? "is no gzip file" : "has something else behind its last member");
      return false;
    }
    int flags = next();
    boolean whole = skip(HEADER_LENGTH - 4);
    if ((flags & HAS_EXTRA) != 0) {
      int low = next();
      whole &= skip(low | next() << 8);
    }
    whole &= (flags & HAS_NAME) == 0 || skipText();
    whole &= (flags & HAS_COMMENT) == 0 || skipText();
    whole &= (flags & HAS_HEADER_CRC) == 0 || skip(2);
    if (!whole) {
      end("is truncated: it ends in a header");
      return false;
    }
    members++;
    inMember = true;
    crc.reset();
    inflate.reset();
    return true;
  }

  private boolean skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      if (next() < 0) {
        return false;
      }
    }
    return count >= 0;
  }

  private boolean skipText() throws IOException {
    int c = next();
    while (c > 0) {
      c = next();
    }
    return c == 0;
  }

  private void finish() throws IOException {
    inMember = false;
    if (!inflate.damage().isEmpty()) {
      end(inflate.damage());
      return;
    }
    packed.toByte();
    long expected = 0;
    for (int i = 0; i < TRAILER_LENGTH; i++) {
      int c = next();
      if (c < 0) {
        end("is truncated: its checksum is missing");
        return;
      }
      expected |= i < 4 ? (long) c << (8 * i) : 0;
    }
    if (expected != crc.getValue()) {
      damage = "does not match its checksum";
    }
  }

  @Override
  public long consumed() {
    return in.consumed();
  }

  @Override
  public String damage() {
    return damage;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
