package io.s22.window.traffic;

import java.io.Closeable;
import java.io.IOException;

/** The bytes of a log, decompressed. */
interface ByteSource extends Closeable {
  /**
   * Reads at least one byte unless at the end.
   *
   * @return how many; -1 at the end
   */
  int read(byte[] into, int from, int length) throws IOException;

  /** How many bytes of the file have been taken so far, before decompression: for progress. */
  long consumed();

  /** Why the source ended before its end, in words; empty where it did not. */
  default String damage() {
    return "";
  }
}
