package io.s22.bench.forecast;

import io.s22.forecast.Forecaster;
import io.s22.forecast.Options;
import io.s22.forecast.net.Network;
import io.s22.forecast.net.PayRule;
import io.s22.forecast.net.Settings;
import io.s22.forecast.net.Simulation;
import io.s22.plan.Plan;
import java.io.IOException;
import java.util.Locale;
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
  private static final int ROUNDS = 8;

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
    System.out.println("million step-samples a second of processor, best of " + ROUNDS);
    time(
        "S22, plan to every answer",
        () -> Forecaster.forecast(plan, Options.of(1, 1).withTrials(TRIALS).withDrivers(0)));
    time("S22, trials", () -> Simulation.run(net, all));
    time("S22, trials, only the end", () -> Simulation.run(net, all.lean()));
    time("S22, trials event by event", () -> Simulation.run(net, all.lean().byEvents()));
    time("SSJ, longest path", () -> ssj.byLongestPath(TRIALS));
    time("SSJ, events", () -> ssj.byEvents(TRIALS));
    time("SimPy-style in Java", () -> process.run(TRIALS));
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

  private static void time(String what, Supplier<Object> work) {
    double best = 0;
    int answers = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long begun = Cpu.nanos();
      answers += work.get().hashCode() == 0 ? 0 : 1;
      best = Math.max(best, 1e3 * TRIALS * STEPS / (Cpu.nanos() - begun));
    }
    System.out.printf(Locale.ROOT, "  %-28s %8.2f   (%d answers)%n", what, best, answers);
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
