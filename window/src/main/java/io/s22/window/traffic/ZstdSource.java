package io.s22.window.traffic;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;

/** A zstd file (RFC 8878) of any number of frames; a damaged one gives what can be had. */
final class ZstdSource implements ByteSource {
  private final ByteSource packed;
  private final ZstdInputStreamNoFinalizer in;
  private String damage = "";

  ZstdSource(ByteSource packed) throws IOException {
    this.packed = packed;
    this.in = new ZstdInputStreamNoFinalizer(new Packed(packed));
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (!damage.isEmpty()) {
      return -1;
    }
    try {
      return in.read(into, from, length);
    } catch (ZstdIOException e) {
      damage = "is truncated or corrupt: " + e.getMessage();
      return -1;
    }
  }

  @Override
  public long consumed() {
    return packed.consumed();
  }

  @Override
  public String damage() {
    return damage;
  }

  @Override
  public void close() throws IOException {
    in.close();
    packed.close();
  }

  /** The library reads from streams. */
  private static final class Packed extends InputStream {
    private final ByteSource source;

    Packed(ByteSource source) {
      this.source = source;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      return length == 0 ? 0 : source.read(into, from, length);
    }
  }
}
