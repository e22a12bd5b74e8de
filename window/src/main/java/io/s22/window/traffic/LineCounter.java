package io.s22.window.traffic;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Counts the lines of one source, or of a part of it, in one thread. */
final class LineCounter {
  /** How many malformed lines are kept to be shown. */
  static final int SAMPLES = 10;

  private static final int SAMPLE_LENGTH = 200;

  private final LineParser parser;
  private final Routes.Matcher routes;
  private final MinuteTable table = new MinuteTable();
  private final Line line = new Line();
  private final List<String> samples = new ArrayList<>();
  private long lines;
  private long malformed;

  LineCounter(ReadOptions options) {
    parser = options.format().parser(options.zone());
    routes = options.routes().matcher();
  }

  /**
   * Counts the lines in {@code bytes[from, to)}; each ends with a line feed, and {@link
   * Scan#PADDING} bytes behind {@code to} may be read. Empty lines are no lines.
   */
  void count(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      int end = Scan.findLineFeed(bytes, at, to);
      if (parser.parse(bytes, at, end, line)) {
        lines++;
        table.add(line, routes.group(line.path, line.pathFrom, line.pathTo));
      } else if (!blank(bytes, at, end)) {
        malformed(bytes, at, end);
      }
      at = end + 1;
    }
  }

  /** Counts a line of which only the beginning is there: one longer than any buffer. */
  void malformed(byte[] bytes, int from, int to) {
    lines++;
    malformed++;
    if (samples.size() < SAMPLES) {
      int length = Math.min(to - from, SAMPLE_LENGTH);
      String text = new String(bytes, from, length, StandardCharsets.UTF_8);
      samples.add(text.replaceAll("\\p{Cntrl}", "?") + (length < to - from ? "..." : ""));
    }
  }

  private static boolean blank(byte[] bytes, int from, int to) {
    return to == from || (to - from == 1 && bytes[from] == '\r');
  }

  MinuteTable table() {
    return table;
  }

  /** All lines, the malformed ones included. */
  long lines() {
    return lines;
  }

  long malformedLines() {
    return malformed;
  }

  List<String> samples() {
    return List.copyOf(samples);
  }
}
