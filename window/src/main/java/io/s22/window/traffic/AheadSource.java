package io.s22.window.traffic;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Decompresses in a thread of its own, a few blocks ahead of the counting, so that the two share
 * two cores.
 */
final class AheadSource implements ByteSource {
  private static final int BLOCKS = 4;

  private final ByteSource source;
  private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(BLOCKS + 1);
  private final BlockingQueue<Block> empty = new ArrayBlockingQueue<>(BLOCKS + 1);
  private final Thread worker;
  private @Nullable Block current;
  private int at;
  private volatile @Nullable IOException failure;
  private volatile long consumed;

  private static final class Block {
    private final byte[] bytes = new byte[LineFeed.BLOCK];
    private int length;
  }

  AheadSource(ByteSource source) {
    this.source = source;
    for (int i = 0; i < BLOCKS; i++) {
      empty.add(new Block());
    }
    this.worker = Thread.ofPlatform().daemon().name("s22-decompress").start(this::work);
  }

  private void work() {
    try {
      int read;
      do {
        Block block = empty.take();
        read = fill(block);
        full.put(block);
      } while (read >= 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed before its end
    }
  }

  /** Fills a block to the brim; a length of 0 says that nothing follows. */
  private int fill(Block block) {
    block.length = 0;
    try {
      while (block.length < block.bytes.length) {
        int read = source.read(block.bytes, block.length, block.bytes.length - block.length);
        consumed = source.consumed();
        if (read < 0) {
          return block.length > 0 ? 0 : -1;
        }
        block.length += read;
      }
    } catch (IOException e) {
      failure = e;
      return -1;
    }
    return 0;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    Block block = current;
    if (block == null || (at == block.length && at > 0)) {
      block = nextBlock(block);
    }
    int count = Math.min(length, block.length - at);
    if (count <= 0) {
      IOException broken = failure;
      if (broken != null) {
        throw broken;
      }
      return -1;
    }
    System.arraycopy(block.bytes, at, into, from, count);
    at += count;
    return count;
  }

  private Block nextBlock(@Nullable Block used) throws IOException {
    try {
      if (used != null) {
        empty.put(used);
      }
      Block next = full.take();
      current = next;
      at = 0;
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for decompression", e);
    }
  }

  @Override
  public long consumed() {
    return consumed;
  }

  @Override
  public String damage() {
    return source.damage();
  }

  @Override
  public void close() throws IOException {
    worker.interrupt();
    try {
      worker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    source.close();
  }
}
