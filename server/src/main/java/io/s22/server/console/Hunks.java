package io.s22.server.console;

import io.s22.server.office.Diff;
import io.s22.server.office.Diff.Kind;
import java.util.ArrayList;
import java.util.List;

/** The changed lines of a comparison, with a few around them. */
final class Hunks {
  private static final int AROUND = 3;
  private static final Diff.Line GAP = new Diff.Line(Kind.SAME, "…");

  private Hunks() {}

  static List<Diff.Line> of(List<Diff.Line> all) {
    List<Diff.Line> shown = new ArrayList<>();
    int last = -1;
    for (int i = 0; i < all.size(); i++) {
      if (near(all, i)) {
        if (last >= 0 && i > last + 1) {
          shown.add(GAP);
        }
        shown.add(all.get(i));
        last = i;
      }
    }
    return shown;
  }

  private static boolean near(List<Diff.Line> all, int index) {
    int to = Math.min(all.size(), index + AROUND + 1);
    return all.subList(Math.max(0, index - AROUND), to).stream()
        .anyMatch(line -> line.kind() != Kind.SAME);
  }
}
