package io.s22.window.traffic;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A part of a plain file, read in large blocks past a buffer outside the heap. */
final class PlainSource implements ByteSource {
  private final FileChannel channel;
  private final ByteBuffer block = ByteBuffer.allocateDirect(LineFeed.BLOCK);
  private final long end;
  private long at;
  private final long start;

  /** Takes over the channel. */
  PlainSource(FileChannel channel, long from, long to) {
    this.channel = channel;
    this.start = from;
    this.at = from;
    this.end = to;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int wanted = (int) Math.min(Math.min(length, block.capacity()), end - at);
    if (wanted <= 0) {
      return -1;
    }
    block.clear().limit(wanted);
    int read = channel.read(block, at);
    if (read <= 0) {
      return -1;
    }
    block.flip().get(into, from, read);
    at += read;
    return read;
  }

  @Override
  public long consumed() {
    return at - start;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
