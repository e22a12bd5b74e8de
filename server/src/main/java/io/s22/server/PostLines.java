package io.s22.server;

import java.util.List;

/** Where the lines of a {@link PostBook} are kept. */
interface PostLines extends AutoCloseable {
  /** Those that are not known yet, in order; the first call gives all. */
  List<String> after(long seq);

  /**
   * Keeps a line; it is on the disk when this returns.
   *
   * @return false when another node has kept one with this number
   */
  boolean append(long seq, String line);

  @Override
  void close();
}
