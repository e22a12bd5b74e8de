package io.s22.window.traffic;

/** Takes one line apart. Holds buffers of its own: one parser per thread. */
interface LineParser {
  /**
   * Parses {@code bytes[from, to)}, a line without its line feed; {@link Scan#PADDING} bytes behind
   * it may be read.
   *
   * @return false for a malformed line; {@code into} then holds nothing of use
   */
  boolean parse(byte[] bytes, int from, int to, Line into);
}
