package io.s22.server.office;

import java.util.ArrayList;
import java.util.List;

/**
 * Which lines differ between two texts: the longest common subsequence, lines at both ends first.
 */
public final class Diff {
  /** Beyond this many lines in the middle, all of them count as changed. */
  private static final int MOST = 3_000;

  private Diff() {}

  /** What became of a line. */
  public enum Kind {
    SAME,
    ADDED,
    REMOVED
  }

  /** One line. */
  public record Line(Kind kind, String text) {}

  /** The lines of both, in order. */
  public static List<Line> of(String before, String after) {
    List<String> old = before.lines().toList();
    List<String> fresh = after.lines().toList();
    int head = 0;
    int shorter = Math.min(old.size(), fresh.size());
    while (head < shorter && old.get(head).equals(fresh.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && old.get(old.size() - 1 - tail).equals(fresh.get(fresh.size() - 1 - tail))) {
      tail++;
    }
    List<Line> lines = new ArrayList<>();
    add(lines, Kind.SAME, old.subList(0, head));
    middle(lines, old.subList(head, old.size() - tail), fresh.subList(head, fresh.size() - tail));
    add(lines, Kind.SAME, old.subList(old.size() - tail, old.size()));
    return lines;
  }

  private static void add(List<Line> lines, Kind kind, List<String> texts) {
    texts.forEach(text -> lines.add(new Line(kind, text)));
  }

  private static void middle(List<Line> lines, List<String> old, List<String> fresh) {
    if (old.size() > MOST || fresh.size() > MOST) {
      add(lines, Kind.REMOVED, old);
      add(lines, Kind.ADDED, fresh);
      return;
    }
    int[][] common = common(old, fresh);
    int i = 0;
    int j = 0;
    while (i < old.size() || j < fresh.size()) {
      if (i < old.size() && j < fresh.size() && old.get(i).equals(fresh.get(j))) {
        lines.add(new Line(Kind.SAME, old.get(i++)));
        j++;
      } else if (j == fresh.size() || i < old.size() && common[i + 1][j] >= common[i][j + 1]) {
        lines.add(new Line(Kind.REMOVED, old.get(i++)));
      } else {
        lines.add(new Line(Kind.ADDED, fresh.get(j++)));
      }
    }
  }

  private static int[][] common(List<String> old, List<String> fresh) {
    int[][] common = new int[old.size() + 1][fresh.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = fresh.size() - 1; j >= 0; j--) {
        common[i][j] =
            old.get(i).equals(fresh.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
