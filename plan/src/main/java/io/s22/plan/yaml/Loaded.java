package io.s22.plan.yaml;

import io.s22.plan.Mark;
import io.s22.plan.Plan;
import io.s22.plan.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What a file came to.
 *
 * @param name the file's name, as messages show it
 * @param text what it holds; {@code ""} when it could not be read
 * @param plan the plan, also when it has problems: what could not be read stands in it as a
 *     placeholder; empty only when the file holds no mapping at all
 * @param problems everything that is wrong with the language, by place
 */
public record Loaded(String name, String text, Optional<Plan> plan, List<Problem> problems) {
  public Loaded {
    problems = List.copyOf(problems);
  }

  /** Whether the plan may be used. */
  public boolean isFine() {
    return plan.isPresent() && problems.stream().noneMatch(Problem::isError);
  }

  /**
   * Whether the language was already wrong at this place: what stands there in the plan is a
   * placeholder, and a check must not complain of it a second time.
   */
  public boolean hasProblemAt(Mark place) {
    return problems.stream().anyMatch(problem -> problem.at().equals(place));
  }
}
