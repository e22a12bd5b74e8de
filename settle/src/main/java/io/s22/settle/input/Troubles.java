package io.s22.settle.input;

import io.s22.plan.S22Exception;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a file, line by line: the first twenty, and how many there are. */
public final class Troubles {
  private static final int SHOWN = 20;
  private static final int LONGEST = 120;

  private final String file;
  private final List<String> first = new ArrayList<>();
  private long all;

  /**
   * @param file how the file is called
   */
  public Troubles(String file) {
    this.file = file;
  }

  void add(long line, String what) {
    all++;
    if (first.size() < SHOWN) {
      first.add(file + ":" + line + ": " + what);
    }
  }

  /** Text of a file as an error may show it: short, and without control characters. */
  static String cut(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "..." : plain;
  }

  /**
   * Ends the reading.
   *
   * @throws S22Exception S22-9652 where anything was wrong: half a file is not settled
   */
  void end() {
    if (all > 0) {
      throw new S22Exception(
          "S22-9652",
          (all == 1 ? "One row" : all + " rows")
              + " of '"
              + file
              + "' cannot be used, so nothing was settled:\n  "
              + String.join("\n  ", first)
              + (all > first.size() ? "\n  and " + (all - first.size()) + " more" : ""),
          "Mend them; docs/settle.md says what each column holds.");
    }
  }
}
