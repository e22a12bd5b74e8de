package io.s22.plan.yaml;

import io.s22.plan.HostRange;
import io.s22.plan.Mark;
import io.s22.plan.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects the problems of one reading, in the order in which they are found. */
final class Reading {
  /** More are counted, not kept: nobody reads them, and a hostile file could hold a million. */
  private static final int KEPT = 1_000;

  private static final long MOST_NAMES = 4_000_000;

  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, List<String>> ranges = new HashMap<>();
  private int dropped;
  private long names;

  /**
   * The names a text stands for; the same list each time, so that many steps on the same hosts cost
   * little.
   *
   * @throws IllegalArgumentException for a range that makes no sense
   */
  List<String> expand(String text) {
    return ranges.computeIfAbsent(text, HostRange::expand);
  }

  /** Counts names of hosts; false when there are more than any plan needs. */
  boolean mayHold(int more) {
    names += more;
    return names <= MOST_NAMES;
  }

  void error(String code, Mark at, String what, String mend) {
    if (problems.size() < KEPT) {
      problems.add(Problem.error(code, at, what, mend));
    } else {
      dropped++;
    }
  }

  /** Whether more problems are only counted: nobody reads a good word in them. */
  boolean isFull() {
    return problems.size() >= KEPT;
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
