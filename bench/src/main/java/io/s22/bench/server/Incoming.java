package io.s22.bench.server;

import java.nio.ByteBuffer;

/** Reads what a server tells a viewer, as it arrives in pieces. */
interface Incoming {
  /** Called with the number of each message that is whole. */
  interface Taker {
    void took(long number);
  }

  /** Takes what has arrived; false when the server said goodbye. */
  boolean take(ByteBuffer in, Taker taker);
}
