package io.s22.driver.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.s22.driver.common.Redaction;
import io.s22.run.Surroundings;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * A command's output on its way: each line at once to whoever watches, the end of it kept for the
 * outcome; secrets and control characters removed, and never more held than a few lines. Not for
 * several threads at once.
 */
final class OutputFeed {
  private static final int LONGEST_LINE = 64 << 10;

  /** Cut off the end of an overlong line, lest the half of a secret be shown. */
  private static final int LONGEST_SECRET = 8 << 10;

  private static final int TAIL_BYTES = 4096;
  private static final int LINES_PER_SECOND = 2_000;
  private static final int BURST_LINES = 20_000;

  private final Surroundings surroundings;
  private final Redaction redaction;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final Deque<String> tail = new ArrayDeque<>();
  private boolean overlong;
  private long taken;
  private int tailChars;
  private int allowance = BURST_LINES;
  private long leftOut;
  private Instant refilled;

  OutputFeed(Surroundings surroundings, Redaction redaction) {
    this.surroundings = surroundings;
    this.redaction = redaction;
    this.refilled = surroundings.clock().now();
  }

  /** How many bytes have come so far: those a new connection brings again are to be skipped. */
  long taken() {
    return taken;
  }

  void accept(byte[] bytes, int from, int length) {
    taken += length;
    for (int i = from; i < from + length; i++) {
      if (bytes[i] == '\n') {
        endLine();
      } else if (line.size() < LONGEST_LINE) {
        line.write(bytes[i]);
      } else {
        overlong = true;
      }
    }
  }

  /** Shows a last line that has no end, and how many were left out. */
  void finish() {
    if (line.size() > 0) {
      endLine();
    }
    tellLeftOut();
  }

  /** The end of the output: at most 4 KiB in UTF-8, without secrets. */
  String tail() {
    String text = String.join("\n", tail).strip();
    byte[] bytes = text.getBytes(UTF_8);
    if (bytes.length <= TAIL_BYTES) {
      return text;
    }
    int from = bytes.length - TAIL_BYTES;
    while (from < bytes.length && (bytes[from] & 0xC0) == 0x80) {
      from++;
    }
    return new String(Arrays.copyOfRange(bytes, from, bytes.length), UTF_8);
  }

  private void endLine() {
    String shown = readable(redaction.clean(line.toString(UTF_8)));
    if (overlong) {
      int end = Math.max(0, shown.length() - LONGEST_SECRET);
      boolean splits = end > 0 && Character.isHighSurrogate(shown.charAt(end - 1));
      shown = shown.substring(0, splits ? end - 1 : end) + " [line cut]";
    }
    line.reset();
    overlong = false;
    keep(shown);
    show(shown);
  }

  private void keep(String shown) {
    int from = Math.max(0, shown.length() - TAIL_BYTES);
    boolean splits = from > 0 && Character.isLowSurrogate(shown.charAt(from));
    String end = shown.substring(splits ? from + 1 : from);
    tail.addLast(end);
    tailChars += end.length() + 1;
    while (tailChars - tail.getFirst().length() - 1 > TAIL_BYTES) {
      tailChars -= tail.removeFirst().length() + 1;
    }
  }

  private void show(String shown) {
    refill();
    if (allowance == 0) {
      leftOut++;
      return;
    }
    tellLeftOut();
    allowance--;
    surroundings.output().accept(shown);
  }

  private void refill() {
    Instant now = surroundings.clock().now();
    long millis = Duration.between(refilled, now).toMillis();
    if (millis >= 10) {
      long more = millis * LINES_PER_SECOND / 1000;
      allowance = (int) Math.min(BURST_LINES, allowance + more);
      refilled = now;
    }
  }

  private void tellLeftOut() {
    if (leftOut > 0) {
      surroundings.output().accept("[S22: " + leftOut + " lines not shown, they came too fast]");
      leftOut = 0;
    }
  }

  /**
   * As a terminal would leave it standing: after the last carriage return, no control characters.
   */
  static String readable(String text) {
    String end = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    String last = end.substring(end.lastIndexOf('\r') + 1);
    StringBuilder out = new StringBuilder(last.length());
    last.codePoints().forEach(c -> out.appendCodePoint(isControl(c) ? 0xFFFD : c));
    return out.toString();
  }

  private static boolean isControl(int c) {
    boolean turnsText = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return c != '\t' && (Character.isISOControl(c) || turnsText);
  }
}
