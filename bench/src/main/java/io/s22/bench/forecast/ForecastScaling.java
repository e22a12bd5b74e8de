package io.s22.bench.forecast;

import io.s22.forecast.draw.Laws;
import io.s22.forecast.net.Beliefs;
import io.s22.forecast.net.Compiler;
import io.s22.forecast.net.Network;
import io.s22.forecast.net.PayRule;
import io.s22.forecast.net.Settings;
import io.s22.forecast.net.Simulation;
import io.s22.plan.Plan;
import io.s22.plan.yaml.PlanReader;
import java.util.Locale;

/**
 * How processor time grows with trials and with steps, plain and event by event: the exponent is
 * the slope in logarithms (1: linear).
 */
public final class ForecastScaling {
  private static final int[] STEPS = {100, 300, 1000, 2500, 5000};
  private static final int[] TRIALS = {4096, 16_384, 65_536, 262_144};
  private static final int ROUNDS = 3;
  private static final long ENOUGH = 300_000_000;

  private ForecastScaling() {}

  public static void main(String[] arguments) {
    System.out.println("warming up");
    for (boolean byEvents : new boolean[] {false, true}) {
      point(1000, 16_384, byEvents);
    }
    System.out.println("measuring");
    for (boolean byEvents : new boolean[] {false, true}) {
      String how = byEvents ? "event by event" : "plain";
      double[][] bySteps = new double[STEPS.length][];
      for (int k = 0; k < STEPS.length; k++) {
        bySteps[k] = point(STEPS[k], 4096, byEvents);
      }
      double[][] byTrials = new double[TRIALS.length][];
      for (int k = 0; k < TRIALS.length; k++) {
        byTrials[k] = new double[] {TRIALS[k], point(200, TRIALS[k], byEvents)[1]};
      }
      System.out.printf(
          Locale.ROOT,
          "%s: exponent in steps (100 to 5,000) %.2f, in trials (4,096 to 262,144) %.2f%n",
          how,
          slope(bySteps),
          slope(byTrials));
    }
  }

  /** Steps and seconds. */
  private static double[] point(int steps, int trials, boolean byEvents) {
    Network net = network(steps);
    Settings plain = Settings.of(trials, 1, 1, PayRule.plain(0)).lean();
    Settings settings = byEvents ? plain.byEvents() : plain;
    // The system counts processor time in hundredths of a second: enough rounds for 30 of them.
    int rounds = 0;
    long begun = Cpu.nanos();
    while (rounds < ROUNDS || Cpu.nanos() - begun < ENOUGH) {
      Simulation.run(net, settings);
      rounds++;
    }
    double each = (Cpu.nanos() - begun) / 1e9 / rounds;
    System.out.printf(
        Locale.ROOT,
        "  %d steps, %d trials: %.4f s of processor, %.1f ns a step%n",
        steps,
        trials,
        each,
        each * 1e9 / steps / trials);
    return new double[] {steps, each};
  }

  /** A network in which each step waits for up to two before it. */
  private static Network network(int steps) {
    StringBuilder text = new StringBuilder();
    text.append("plan: wide\ntitle: Wide\nzone: UTC\n");
    text.append("window: {opens: 2024-03-16 00:00, closes: 2024-03-16 04:00}\n");
    text.append("stages:\n  - stage: all\n    box: \"00:00-04:00\"\n    steps:\n");
    for (int k = 0; k < steps; k++) {
      String after = k < 11 ? "" : "s" + (k - 3) + ", s" + (k - 11);
      text.append(
          "      - {step: s%d, uses: shell, after: [%s], takes: {likely: 1m, worst: 4m}}%n"
              .formatted(k, after));
    }
    Plan plan = PlanReader.read("wide.yaml", text.toString()).plan().orElseThrow();
    return Compiler.compile(plan, plan.window(), Beliefs.DECLARED, new Laws());
  }

  private static double slope(double[][] points) {
    double x = 0;
    double y = 0;
    for (double[] point : points) {
      x += Math.log(point[0]) / points.length;
      y += Math.log(point[1]) / points.length;
    }
    double xx = 0;
    double xy = 0;
    for (double[] point : points) {
      xx += (Math.log(point[0]) - x) * (Math.log(point[0]) - x);
      xy += (Math.log(point[0]) - x) * (Math.log(point[1]) - y);
    }
    return xy / xx;
  }
}
