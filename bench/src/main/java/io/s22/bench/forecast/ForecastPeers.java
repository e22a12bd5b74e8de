package io.s22.bench.forecast;

import java.io.IOException;
import java.util.Locale;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * S22, SSJ, a SimPy-style simulation in Java, and SimPy itself where it is installed, on the same
 * network in one run. Run it in the project's folder, without arguments.
 */
public final class ForecastPeers {
  private static final int TRIALS = 20_000;

  private ForecastPeers() {}

  public static void main(String[] arguments)
      throws RunnerException, IOException, InterruptedException {
    System.out.printf(
        Locale.ROOT,
        "means of %d nights, minutes (published: 64.2): S22 %.2f, SSJ %.2f and %.2f, SimPy-style"
            + " %.2f%n",
        TRIALS,
        Precision.mean(ThirteenSteps.network(), TRIALS) / 60,
        new SsjPeers().byLongestPath(TRIALS),
        new SsjPeers().byEvents(TRIALS),
        new ProcessPeer().run(TRIALS));
    new Runner(new OptionsBuilder().include(NetworkBenchmark.class.getSimpleName()).build()).run();
    simPy();
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
