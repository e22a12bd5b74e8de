package io.s22.plan.yaml;

import io.s22.plan.Mark;
import io.s22.plan.Problem;
import java.util.ArrayList;
import java.util.List;

/** Collects the problems of one reading, in the order in which they are found. */
final class Reading {
  /** More are counted, not kept: nobody reads them, and a hostile file could hold a million. */
  private static final int KEPT = 1_000;

  private final List<Problem> problems = new ArrayList<>();
  private int dropped;

  void error(String code, Mark at, String what, String mend) {
    if (problems.size() < KEPT) {
      problems.add(Problem.error(code, at, what, mend));
    } else {
      dropped++;
    }
  }

  /** How many were found so far. */
  int count() {
    return problems.size() + dropped;
  }

  /** All problems, by their place in the file. */
  List<Problem> problems() {
    List<Problem> sorted = new ArrayList<>(problems);
    sorted.sort((a, b) ->
        a.at().line() != b.at().line()
            ? Integer.compare(a.at().line(), b.at().line())
            : Integer.compare(a.at().column(), b.at().column()));
    if (dropped > 0) {
      sorted.add(
          Problem.error(
              "S22-1009",
              Mark.NOWHERE,
              "There are " + dropped + " more problems of this kind.",
              "Mend the first " + KEPT + ", then check again."));
    }
    return List.copyOf(sorted);
  }
}
