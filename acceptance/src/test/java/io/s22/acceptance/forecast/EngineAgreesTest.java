package io.s22.acceptance.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.plan.Plan;
import io.s22.testkit.RandomPlans;
import io.s22.testkit.RandomPlans.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The engine on a fake clock and the forecast of the same plans end alike, and interrupt alike:
 * 10,000 runs of random plans with random failures, two-sample tests at 1 %, corrected for their
 * number (Bonferroni).
 */
class EngineAgreesTest {
  private static final long SEED = Long.getLong("s22.agree.seed", 1);
  private static final int PLANS = Integer.getInteger("s22.agree.plans", 200);
  private static final int RUNS = Integer.getInteger("s22.agree.runs", 50);
  private static final int TRIALS = 4096;
  private static final double LEVEL = 0.01;

  /** Plans that fail seldom, often, and not at all, and plans for which the night is too short. */
  private static final List<Shape> SHAPES =
      List.of(
          Shape.USUAL,
          new Shape(3, 4, 0.3, false),
          new Shape(3, 4, 0, false),
          new Shape(3, 4, 0.1, true));

  @Test
  void ten_thousand_runs_of_random_plans_end_as_their_forecasts_say() {
    List<String> differing = new ArrayList<>();
    // Seven tests a plan: the end, each of the four results, whether and how long the service is
    // down.
    double each = LEVEL / (7.0 * PLANS);
    IntStream.range(0, PLANS)
        .parallel()
        .mapToObj(p -> compare(SEED * 100_000 + p, each))
        .filter(text -> !text.isEmpty())
        .forEachOrdered(differing::add);
    assertThat(differing).as("seed %d, %d plans, %d runs each", SEED, PLANS, RUNS).isEmpty();
  }

  @Test
  void over_all_plans_the_results_are_as_frequent_as_forecast() {
    double[] expected = new double[4];
    double[] variance = new double[4];
    int[] met = new int[4];
    for (int p = 0; p < PLANS; p++) {
      long seed = SEED * 100_000 + PLANS + p;
      Plan plan = plan(seed);
      Nights engine = Nights.run(plan, seed, 5);
      Nights forecast = Nights.forecast(plan, seed, TRIALS);
      for (int result = 0; result < 4; result++) {
        double share = (double) forecast.count(result) / forecast.results().length;
        met[result] += engine.count(result);
        expected[result] += 5 * share;
        variance[result] += 5 * share * (1 - share) + 25 * share * (1 - share) / TRIALS;
      }
    }
    for (int result = 0; result < 4; result++) {
      // 3.02 standard deviations: 1 % for four tests.
      assertThat(Math.abs(met[result] - expected[result]))
          .as(
              "result %d: %d met, %.1f expected, seed %d",
              result, met[result], expected[result], SEED)
          .isLessThan(3.02 * Math.sqrt(variance[result]) + 1);
    }
  }

  private static Plan plan(long seed) {
    return RandomPlans.plan(seed, SHAPES.get((int) (seed % SHAPES.size())));
  }

  private static String compare(long seed, double level) {
    Plan plan = plan(seed);
    Nights engine = Nights.run(plan, seed, RUNS);
    Nights forecast = Nights.forecast(plan, seed, TRIALS);
    StringBuilder found = new StringBuilder();
    double p = TwoSamples.kolmogorovSmirnov(engine.ends(), forecast.ends());
    if (p < level) {
      found.append("plan %d: ends differ (p = %.2g) ".formatted(seed, p));
    }
    double down = TwoSamples.kolmogorovSmirnov(engine.down(), forecast.down());
    if (down < level) {
      found.append("plan %d: outages differ (p = %.2g) ".formatted(seed, down));
    }
    int hit = hit(engine.down());
    double ever = TwoSamples.fisher(hit, RUNS, hit(forecast.down()), forecast.down().length);
    if (ever < level) {
      found.append("plan %d: the service is down in %d of %d ".formatted(seed, hit, RUNS));
    }
    for (int result = 0; result < 4; result++) {
      int k = engine.count(result);
      int l = forecast.count(result);
      double same = TwoSamples.fisher(k, RUNS, l, forecast.results().length);
      if (same < level) {
        found.append(
            "plan %d: result %d %d of %d, %d of %d (p = %.2g) "
                .formatted(seed, result, k, RUNS, l, forecast.results().length, same));
      }
    }
    return found.toString();
  }

  @Test
  void plans_that_once_differed_agree() {
    // What begins at the instant of turning back; the point of no return while something is undone.
    List<String> differing = new ArrayList<>();
    for (long seed : new long[] {2282, 2923, 3427, 4595}) {
      differing.add(compare(seed, 1e-5));
    }
    assertThat(differing).containsOnly("");
  }

  private static int hit(double[] down) {
    return (int) Arrays.stream(down).filter(seconds -> seconds > 0).count();
  }

  @Test
  void the_tests_can_tell_different_distributions_apart() {
    double[] a = IntStream.range(0, 200).mapToDouble(i -> i).toArray();
    double[] b = IntStream.range(0, 200).mapToDouble(i -> i + 60).toArray();
    assertThat(TwoSamples.kolmogorovSmirnov(a, b)).isLessThan(1e-6);
    assertThat(TwoSamples.kolmogorovSmirnov(a, a)).isGreaterThan(0.99);
    assertThat(TwoSamples.fisher(0, 50, 2000, 4096)).isLessThan(1e-10);
    // The classical tea tasting: 3 of 4 against 1 of 4.
    assertThat(TwoSamples.fisher(3, 4, 1, 4)).isBetween(0.485, 0.487);
  }
}
