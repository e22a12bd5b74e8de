package io.s22.window.traffic;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;

/** A source whose first bytes were looked at: they tell its format, and whether it is known. */
final class PeekedSource implements ByteSource {
  private static final int HEAD = 1 << 16;

  private final ByteSource source;
  private final byte[] head;
  private int at;
  private long text;

  PeekedSource(ByteSource source) throws IOException {
    this.source = source;
    byte[] first = new byte[HEAD];
    int length = 0;
    while (length < HEAD) {
      int read = source.read(first, length, HEAD - length);
      if (read < 0) {
        break;
      }
      length += read;
    }
    this.head = Arrays.copyOf(first, length);
  }

  byte[] head() {
    return head.clone();
  }

  /** SHA-256 of the first 64 KiB, hex. */
  String fingerprint() {
    return HexFormat.of().formatHex(Hashes.sha256().digest(head));
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int read;
    if (at < head.length) {
      read = Math.min(length, head.length - at);
      System.arraycopy(head, at, into, from, read);
      at += read;
    } else {
      read = source.read(into, from, length);
    }
    text += Math.max(read, 0);
    return read;
  }

  /** How many bytes of text were read. */
  long text() {
    return text;
  }

  @Override
  public long consumed() {
    return source.consumed();
  }

  @Override
  public String damage() {
    return source.damage();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
