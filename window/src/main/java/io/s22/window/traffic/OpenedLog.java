package io.s22.window.traffic;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens logs: what a file is, is told by its first bytes and not by its name. */
final class OpenedLog {
  private static final int MAGIC = 4;

  /** How a log is packed. */
  enum Packing {
    PLAIN,
    GZIP,
    ZSTD
  }

  private OpenedLog() {}

  /** The standard input, or a pipe. */
  static ByteSource stream(InputStream in) throws IOException {
    PushbackInputStream pushback = new PushbackInputStream(in, MAGIC);
    byte[] first = pushback.readNBytes(MAGIC);
    pushback.unread(first);
    return unpack(new StreamSource(pushback), packing(first));
  }

  /** A file from its beginning to its end as it is now. */
  static ByteSource file(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      return stream(Files.newInputStream(path));
    }
    FileChannel channel = FileChannel.open(path);
    return unpack(new PlainSource(channel, 0, channel.size()), packing(path));
  }

  /** How a regular file is packed. */
  static Packing packing(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return packing(in.readNBytes(MAGIC));
    }
  }

  private static Packing packing(byte[] first) {
    if (first.length >= 2 && first[0] == 0x1f && first[1] == (byte) 0x8b) {
      return Packing.GZIP;
    }
    boolean zstd =
        first.length == MAGIC
            && first[0] == 0x28
            && first[1] == (byte) 0xb5
            && first[2] == 0x2f
            && first[3] == (byte) 0xfd;
    return zstd ? Packing.ZSTD : Packing.PLAIN;
  }

  private static ByteSource unpack(ByteSource source, Packing packing) throws IOException {
    return switch (packing) {
      case PLAIN -> source;
      case GZIP -> new GzipSource(source);
      case ZSTD -> new ZstdSource(source);
    };
  }
}
