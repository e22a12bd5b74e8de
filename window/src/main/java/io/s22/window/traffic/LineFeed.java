package io.s22.window.traffic;

import java.io.IOException;
import java.util.Arrays;

/** Cuts a source into blocks of whole lines. */
final class LineFeed {
  static final int BLOCK = 1 << 18;

  /** Longer lines are counted as malformed and passed over. */
  static final int LONGEST_LINE = 1 << 23;

  private byte[] buffer = new byte[BLOCK + Scan.PADDING + 1];
  private int held;
  private boolean skipping;

  /** Called after each block: for progress, and for leaving early. */
  interface Pulse {
    void beat() throws IOException;
  }

  /** Hands all lines of {@code source} to {@code counter}; the last needs no line feed. */
  void run(ByteSource source, LineCounter counter, Pulse pulse) throws IOException {
    while (true) {
      int room = buffer.length - Scan.PADDING - 1 - held;
      int read = source.read(buffer, held, room);
      if (read < 0) {
        finish(counter);
        return;
      }
      int from = held;
      held += read;
      int last = Scan.lastLineFeed(buffer, from, held);
      if (last >= 0) {
        take(counter, last + 1);
      } else if (held == buffer.length - Scan.PADDING - 1) {
        makeRoom(counter);
      }
      pulse.beat();
    }
  }

  private void take(LineCounter counter, int end) {
    int first = skipping ? Scan.findLineFeed(buffer, 0, end) + 1 : 0;
    skipping = false;
    counter.count(buffer, first, end);
    System.arraycopy(buffer, end, buffer, 0, held - end);
    held -= end;
  }

  private void makeRoom(LineCounter counter) {
    if (held < LONGEST_LINE) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
      return;
    }
    if (!skipping) {
      counter.malformed(buffer, 0, held);
    }
    skipping = true;
    held = 0;
  }

  private void finish(LineCounter counter) {
    if (held > 0 && !skipping) {
      buffer[held] = '\n';
      counter.count(buffer, 0, held + 1);
    }
    held = 0;
  }
}
