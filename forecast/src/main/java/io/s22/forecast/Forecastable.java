package io.s22.forecast;

import io.s22.plan.Problem;
import java.util.List;
import java.util.Set;

/**
 * Which of the checks' findings leave a plan without a meaning that could be simulated. Others (a
 * step without a way back, a driver that is not known, a box that is too small) are reasons not to
 * run the plan, and no reason not to say what it would do. A step without a duration is refused by
 * the {@link Forecaster} itself, unless it was learnt.
 */
public final class Forecastable {
  private static final Set<String> MEANINGLESS =
      Set.of(
          "S22-2001", // closes before it opens
          "S22-2120", // stages, steps, services in a circle
          "S22-2121",
          "S22-2122",
          "S22-2201", // names nobody knows
          "S22-2202",
          "S22-2203",
          "S22-2204",
          "S22-2205",
          "S22-2207",
          "S22-2215",
          "S22-2217",
          "S22-2220", // two of one name
          "S22-2221",
          "S22-2303", // k of n that cannot be
          "S22-2313", // faults without end
          "S22-2314", // spares of nothing
          "S22-2506" // stopped before it begins
          );

  private Forecastable() {}

  /** The errors among {@code problems} because of which there is no forecast. */
  public static List<Problem> obstacles(List<Problem> problems) {
    return problems.stream().filter(Problem::isError).filter(Forecastable::isObstacle).toList();
  }

  /** Everything the language itself rejects, and what the checks say has no meaning. */
  private static boolean isObstacle(Problem problem) {
    return problem.code().startsWith("S22-1") || MEANINGLESS.contains(problem.code());
  }
}
