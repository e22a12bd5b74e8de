package io.s22.bench.forecast;

import io.s22.forecast.draw.Laws;
import io.s22.forecast.net.Beliefs;
import io.s22.forecast.net.Compiler;
import io.s22.forecast.net.Network;
import io.s22.plan.Plan;
import io.s22.plan.yaml.PlanReader;
import java.nio.file.Path;

/**
 * The activity network of 13 steps (S. Elmaghraby, 1977; durations of P. L'Ecuyer and C. Lemieux,
 * 2000), which every implementation simulates: minutes, normal with a quarter of the mean as
 * standard deviation, or exponential.
 */
final class ThirteenSteps {
  static final double[] MEANS = {
    13.0, 5.5, 7.0, 5.2, 16.5, 14.7, 10.3, 6.0, 4.0, 20.0, 3.2, 3.2, 16.5
  };
  static final boolean[] NORMAL = {
    true, true, false, true, false, false, false, false, false, false, true, true, false
  };
  static final int[][] AFTER = {
    {}, {}, {0}, {0}, {0}, {1, 2}, {3}, {3}, {7}, {7}, {4, 5, 9}, {6}, {8, 11}
  };

  private ThirteenSteps() {}

  /** Read from {@code bench/plans} of the working folder, or of the one it lies in. */
  static Plan plan() {
    Path here = Path.of("bench/plans/thirteen-steps.yaml");
    Path file = here.toFile().exists() ? here : Path.of("..").resolve(here);
    return PlanReader.read(file).plan().orElseThrow();
  }

  static Network network() {
    Plan plan = plan();
    return Compiler.compile(plan, plan.window(), Beliefs.DECLARED, new Laws());
  }
}
