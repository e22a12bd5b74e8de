package io.s22.bench.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a server sends over one WebSocket, byte by byte as it arrives (RFC 6455, 5.2): finds where
 * each message ends and the number that stands behind {@code "v":} at its beginning, and keeps
 * nothing else of it.
 */
final class Frames implements Incoming {
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int BEGINNING = 32;
  private static final String NUMBER = "\"v\":";

  private final byte[] head = new byte[10];
  private int headed;
  private long left;
  private final byte[] beginning = new byte[BEGINNING];
  private int begun;
  private boolean inMessage;
  private boolean last;
  private boolean control;

  @Override
  public boolean take(ByteBuffer in, Taker taker) {
    while (in.hasRemaining()) {
      if (!inMessage) {
        if (!header(in)) {
          continue;
        }
        if ((head[0] & 0x0f) == CLOSE) {
          return false;
        }
      }
      payload(in);
      if (left == 0) {
        inMessage = false;
        if (last && !control) {
          taker.took(number());
          begun = 0;
        }
      }
    }
    return true;
  }

  /** Takes a byte of the header; true when that was the last. */
  private boolean header(ByteBuffer in) {
    head[headed++] = in.get();
    int length = headed > 1 ? head[1] & 0x7f : 0;
    int needed = headed < 2 ? 2 : length < 126 ? 2 : length == 126 ? 4 : 10;
    if (headed < needed) {
      return false;
    }
    left = length < 126 ? length : 0;
    for (int i = 2; i < needed; i++) {
      left = left << 8 | head[i] & 0xff;
    }
    control = (head[0] & 0x08) != 0;
    last = (head[0] & 0x80) != 0;
    if ((head[0] & 0x0f) == TEXT || (head[0] & 0x0f) == BINARY) {
      begun = 0;
    }
    headed = 0;
    inMessage = true;
    return true;
  }

  private void payload(ByteBuffer in) {
    int now = (int) Math.min(left, in.remaining());
    int kept = control ? 0 : Math.min(now, BEGINNING - begun);
    in.get(beginning, begun, kept);
    begun += kept;
    in.position(in.position() + now - kept);
    left -= now;
  }

  private long number() {
    String text = new String(beginning, 0, begun, StandardCharsets.US_ASCII);
    int from = text.indexOf(NUMBER) + NUMBER.length();
    int to = from;
    while (to < text.length() && Character.isDigit(text.charAt(to))) {
      to++;
    }
    return Long.parseLong(text, from, to, 10);
  }
}
