package io.s22.plan.check;

import io.s22.plan.Mark;
import io.s22.plan.Plan;
import io.s22.plan.Problem;
import io.s22.plan.yaml.Loaded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds everything that is wrong with a plan, at once. A pure function. */
public final class Check {
  private static final Comparator<Problem> BY_PLACE =
      Comparator.<Problem>comparingInt(problem -> problem.at().line())
          .thenComparingInt(problem -> problem.at().column())
          .thenComparing(Problem::code)
          .thenComparing(Problem::what);

  private Check() {}

  /**
   * What the rules find in a plan, by place.
   *
   * @param drivers the drivers there are; a step that uses another is wrong
   */
  public static List<Problem> of(Plan plan, List<DriverSpec> drivers) {
    Facts facts = new Facts(plan, drivers);
    List<Problem> problems = new ArrayList<>();
    for (Rule rule : Rules.all()) {
      rule.look(facts, problems);
    }
    problems.sort(BY_PLACE);
    return List.copyOf(problems);
  }

  /**
   * Everything wrong with a file: the language's problems, and what the rules find in the rest of
   * it. Where the language was already wrong, the rules keep silent.
   */
  public static List<Problem> of(Loaded loaded, List<DriverSpec> drivers) {
    List<Problem> problems = new ArrayList<>(loaded.problems());
    Set<Mark> wrong = new HashSet<>();
    loaded.problems().forEach(problem -> wrong.add(problem.at()));
    // What is missing stands in the plan as a placeholder without a place.
    wrong.add(Mark.NOWHERE);
    loaded.plan().map(plan -> of(plan, drivers)).orElseGet(List::of).stream()
        .filter(problem -> !wrong.contains(problem.at()))
        .forEach(problems::add);
    problems.sort(BY_PLACE);
    return List.copyOf(problems);
  }
}
