package io.s22.bench.forecast;

import io.s22.forecast.Forecaster;
import io.s22.forecast.Options;
import io.s22.forecast.net.Network;
import io.s22.forecast.net.PayRule;
import io.s22.forecast.net.Settings;
import io.s22.forecast.net.Simulation;
import io.s22.plan.Plan;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * S22, SSJ, a SimPy-style simulation in Java, and SimPy itself where it is installed, on the same
 * network in one run, in the project's folder.
 */
public final class ForecastPeers {
  private static final int TRIALS = 1 << 17;
  private static final int STEPS = ThirteenSteps.MEANS.length;
  private static final int ROUNDS = 9;
  private static final long ENOUGH = 300_000_000;
  private static final String OURS = "S22, plan to every answer";

  private ForecastPeers() {}

  /**
   * With the argument {@code quick}, JMH is left out: then only processor time is measured, which
   * other work on the machine disturbs less.
   */
  public static void main(String[] arguments)
      throws RunnerException, IOException, InterruptedException {
    Plan plan = ThirteenSteps.plan();
    Network net = ThirteenSteps.network();
    SsjPeers ssj = new SsjPeers();
    ProcessPeer process = new ProcessPeer();
    Settings all = Settings.of(TRIALS, 1, 1, PayRule.plain(0));
    Map<String, Supplier<Object>> contenders = new LinkedHashMap<>();
    contenders.put(
        OURS, () -> Forecaster.forecast(plan, Options.of(1, 1).withTrials(TRIALS).withDrivers(0)));
    contenders.put("S22, trials", () -> Simulation.run(net, all));
    contenders.put("S22, trials, only the end", () -> Simulation.run(net, all.lean()));
    contenders.put("S22, trials event by event", () -> Simulation.run(net, all.lean().byEvents()));
    contenders.put("SSJ, longest path", () -> ssj.byLongestPath(TRIALS));
    contenders.put("SSJ, events", () -> ssj.byEvents(TRIALS));
    contenders.put("SimPy-style in Java", () -> process.run(TRIALS));
    compare(contenders);
    System.out.printf(
        Locale.ROOT,
        "means, minutes: S22 %.2f, SSJ %.2f and %.2f, SimPy-style %.2f%n",
        Precision.mean(net, TRIALS) / 60,
        ssj.byLongestPath(TRIALS),
        ssj.byEvents(TRIALS),
        process.run(TRIALS));
    simPy();
    if (arguments.length == 0) {
      new Runner(new OptionsBuilder().include(NetworkBenchmark.class.getSimpleName()).build())
          .run();
    }
  }

  /**
   * In turns, so that other work on the machine meets all alike; a ratio is the median of those of
   * one turn.
   */
  private static void compare(Map<String, Supplier<Object>> contenders) {
    Map<String, double[]> rates = new LinkedHashMap<>();
    contenders.keySet().forEach(name -> rates.put(name, new double[ROUNDS]));
    for (int round = -1; round < ROUNDS; round++) {
      for (Map.Entry<String, Supplier<Object>> contender : contenders.entrySet()) {
        double rate = rate(contender.getValue());
        if (round >= 0) {
          rates.getOrDefault(contender.getKey(), new double[ROUNDS])[round] = rate;
        }
      }
    }
    double[] ours = rates.getOrDefault(OURS, new double[ROUNDS]);
    System.out.printf("million step-samples a second of processor, %d turns%n", ROUNDS);
    rates.forEach((name, each) -> {
      double[] ratios = new double[ROUNDS];
      Arrays.setAll(ratios, round -> ours[round] / each[round]);
      System.out.printf(
          Locale.ROOT,
          "  %-28s best %8.2f  median %8.2f  from plan to answers is %6.2f times as fast%n",
          name,
          Arrays.stream(each).max().orElseThrow(),
          median(each),
          median(ratios));
    });
  }

  /** At least a third of a second: processor time comes in hundredths. */
  private static double rate(Supplier<Object> work) {
    long begun = Cpu.nanos();
    int rounds = 0;
    while (Cpu.nanos() - begun < ENOUGH) {
      Objects.requireNonNull(work.get());
      rounds++;
    }
    return 1e3 * TRIALS * STEPS * rounds / (Cpu.nanos() - begun);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Debian's python3-simpy3, if there. */
  private static void simPy() throws IOException, InterruptedException {
    Process python =
        new ProcessBuilder("/usr/bin/python3", "bench/simpy/thirteen_steps.py", "2000")
            .inheritIO()
            .start();
    if (python.waitFor() != 0) {
      System.out.println("SimPy itself is not installed (apt-get install python3-simpy3).");
    }
  }
}
