package io.s22.window.traffic;

import io.s22.plan.S22Exception;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a log's format by trying the usual ones on its first lines. */
final class FormatGuess {
  private static final int SHOWN = 120;

  private FormatGuess() {}

  /**
   * @param head the beginning of the log
   * @throws S22Exception S22-7001 where none fits half of the lines
   */
  static LogFormat guess(byte[] head, @Nullable String user, String name) {
    boolean jsonOnly = user != null && !LogFormat.COMBINED.contains("$" + user + " ");
    List<String> candidates = jsonOnly ? List.of("json") : List.of("combined", "common", "json");
    LogFormat best = new LogFormat.Json("");
    long most = -1;
    long lines = 0;
    for (String format : candidates) {
      LogFormat candidate = LogFormat.of(format, user);
      LineCounter counter =
          new LineCounter(new ReadOptions(candidate, Routes.NONE, ZoneOffset.UTC));
      int end = Scan.lastLineFeed(head, 0, head.length) + 1;
      byte[] padded = Arrays.copyOf(head, head.length + Scan.PADDING + 1);
      padded[head.length] = '\n';
      counter.count(padded, 0, end > 0 ? end : head.length + 1);
      lines = counter.lines();
      long fitting = lines - counter.malformedLines();
      if (fitting > most) {
        most = fitting;
        best = candidate;
      }
    }
    if (most * 2 < lines || lines == 0) {
      throw unknown(head, name);
    }
    return best;
  }

  private static S22Exception unknown(byte[] head, String name) {
    int end = Scan.find(Arrays.copyOf(head, head.length + Scan.PADDING), 0, head.length, '\n');
    String first = new String(head, 0, Math.min(end, SHOWN), StandardCharsets.UTF_8);
    return new S22Exception(
        "S22-7001",
        "The format of "
            + name
            + " is none of combined, common and JSON lines; it begins: "
            + first.replaceAll("\\p{Cntrl}", "?"),
        "Name it with --format: combined, common, json, or the text of nginx's log_format.");
  }
}
