package io.s22.window.traffic;

import java.io.IOException;
import java.io.InputStream;

/** Bytes as they come: a pipe, or the standard input. */
final class StreamSource implements ByteSource {
  private final InputStream in;
  private long consumed;

  StreamSource(InputStream in) {
    this.in = in;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int read = in.read(into, from, length);
    consumed += Math.max(read, 0);
    return read;
  }

  @Override
  public long consumed() {
    return consumed;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
