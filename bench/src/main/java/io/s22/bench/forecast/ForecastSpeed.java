package io.s22.bench.forecast;

import io.s22.forecast.draw.Laws;
import io.s22.forecast.net.Beliefs;
import io.s22.forecast.net.Columns;
import io.s22.forecast.net.Compiler;
import io.s22.forecast.net.Network;
import io.s22.forecast.net.PayRule;
import io.s22.forecast.net.Settings;
import io.s22.forecast.net.Simulation;
import io.s22.plan.Plan;
import io.s22.plan.yaml.Loaded;
import io.s22.plan.yaml.PlanReader;
import java.nio.file.Path;

/** Times the trials of one plan file: {@code ForecastSpeed plan.yaml [trials [threads]]}. */
public final class ForecastSpeed {
  private ForecastSpeed() {}

  /** Prints a line for each of five rounds. */
  public static void main(String[] args) {
    Loaded loaded = PlanReader.read(Path.of(args[0]));
    Plan plan = loaded.plan().orElseThrow();
    int trials = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
    int threads = args.length > 2 ? Integer.parseInt(args[2]) : 2;
    long begun = System.nanoTime();
    Network net = Compiler.compile(plan, plan.window(), Beliefs.DECLARED, new Laws());
    System.out.printf(
        "%d steps, %d tasks, %d samples a trial, %d dimensions, contended %s; compiled in %.1f ms%n",
        net.steps,
        net.tasks,
        net.samplesPerTrial(),
        net.dimensions(),
        net.contended,
        (System.nanoTime() - begun) / 1e6);
    PayRule pay = PayRule.plain(net.services.size());
    for (int round = 0; round < 5; round++) {
      time(net, Settings.of(trials, round, threads, pay), "full");
      time(net, Settings.of(trials, round, threads, pay).lean(), "lean");
    }
  }

  private static void time(Network net, Settings settings, String what) {
    long begun = System.nanoTime();
    long busy = Cpu.nanos();
    Columns columns = Simulation.run(net, settings);
    double seconds = (System.nanoTime() - begun) / 1e9;
    double cpu = (Cpu.nanos() - busy) / 1e9;
    double samples = (double) columns.trials() * net.samplesPerTrial();
    System.out.printf(
        "%s: %d trials in %.3f s (%.3f s of processor), %.1f million step-samples a second and"
            + " core; by events %.1f %%%n",
        what, columns.trials(), seconds, cpu, samples / cpu / 1e6, 100 * columns.byEvents());
  }
}
