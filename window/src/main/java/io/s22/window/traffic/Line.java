package io.s22.window.traffic;

/** What was found in one line; filled anew for each. */
final class Line {
  /** Minutes since 1970-01-01T00:00Z. */
  int minute;

  /** HTTP status; 0 where the format has none. */
  int status;

  /** Bytes sent; 0 where the line says {@code -}. */
  long bytes;

  /** Microseconds taken; -1 where the line does not say. */
  long micros;

  /** Hash of the user's name or address; 0 where the line does not say. */
  long user;

  /** The bytes in which the path of the request stands. */
  byte[] path = NOTHING;

  /** Where the path begins. */
  int pathFrom;

  /** Where the path ends at the latest; the same as its beginning where there is none. */
  int pathTo;

  private static final byte[] NOTHING = {};

  void clear() {
    status = 0;
    bytes = 0;
    micros = -1;
    user = 0;
    pathFrom = 0;
    pathTo = 0;
  }

  void path(byte[] in, int from, int to) {
    path = in;
    pathFrom = from;
    pathTo = to;
  }
}
