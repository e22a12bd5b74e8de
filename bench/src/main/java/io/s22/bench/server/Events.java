package io.s22.bench.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Server-sent events: each line {@code id: NUMBER}, whole when an empty line follows. */
final class Events implements Incoming {
  private static final byte[] ID = "id: ".getBytes(StandardCharsets.US_ASCII);

  private int column;
  private boolean id = true;
  private long number;
  private boolean numbered;

  @Override
  public boolean take(ByteBuffer in, Taker taker) {
    while (in.hasRemaining()) {
      byte next = in.get();
      if (next == '\n') {
        if (column == 0 && numbered) {
          taker.took(number);
          numbered = false;
        }
        column = 0;
        id = true;
      } else {
        text(next);
      }
    }
    return true;
  }

  private void text(byte next) {
    if (column < ID.length) {
      id = id && next == ID[column];
      if (id && column == ID.length - 1) {
        number = 0;
        numbered = true;
      }
    } else if (id) {
      number = number * 10 + (next - '0');
    }
    column++;
  }
}
