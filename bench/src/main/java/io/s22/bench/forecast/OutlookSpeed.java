package io.s22.bench.forecast;

import io.s22.forecast.ForecastOutlook;
import io.s22.forecast.net.Beliefs;
import io.s22.journal.Event;
import io.s22.plan.Plan;
import io.s22.plan.check.KnownDrivers;
import io.s22.plan.yaml.PlanReader;
import io.s22.run.Outlook;
import io.s22.run.RunView;
import io.s22.run.engine.Actions;
import io.s22.run.engine.CompiledPlan;
import io.s22.run.simulated.Simulation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * How long the answers take that a run asks for after every step: simulated runs of a plan ask for
 * them, once with all trials whatever that takes, once within 50 ms.
 *
 * <p>Arguments: the plan (plans/s22.yaml where left out), trials (20,000), threads (2).
 */
public final class OutlookSpeed {
  private static final int RUNS = 2;

  private OutlookSpeed() {}

  public static void main(String[] arguments) {
    Path file = Path.of(arguments.length > 0 ? arguments[0] : "plans/s22.yaml");
    int trials = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20_000;
    int threads = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2;
    Plan plan = PlanReader.read(file).plan().orElseThrow();
    ask("all trials", plan, new ForecastOutlook(options(trials, threads, null)));
    ask("within 50 ms", plan, new ForecastOutlook(options(trials, threads, Duration.ofMillis(50))));
  }

  private static ForecastOutlook.Options options(
      int trials, int threads, @org.jspecify.annotations.Nullable Duration within) {
    return new ForecastOutlook.Options(
        trials, 1, threads, Beliefs.DECLARED, within, System::nanoTime);
  }

  private static void ask(String what, Plan plan, ForecastOutlook outlook) {
    CompiledPlan compiled = CompiledPlan.of(plan, new Actions(KnownDrivers.all()));
    Instant opens = plan.window().opensIn(plan.zone());
    Instant closes = plan.window().closesIn(plan.zone());
    outlook.prepare(plan, opens, closes, Duration.ofSeconds(10));
    Timed timed = new Timed(outlook);
    for (int run = 0; run < RUNS; run++) {
      new Simulation(compiled, opens, closes, run, timed, entry -> {}).run();
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %d answers; wall median %.1f ms, 9 of 10 %.1f ms, longest %.1f ms; processor %.1f ms"
            + " each; the last: %s%n",
        what,
        timed.wall.size(),
        timed.wall(0.5),
        timed.wall(0.9),
        timed.wall(1),
        timed.processor / timed.wall.size(),
        timed.basis);
  }

  /** Times each answer. */
  private static final class Timed implements Outlook {
    private final Outlook outlook;
    private final List<Double> wall = new ArrayList<>();
    private double processor;
    private String basis = "";

    Timed(Outlook outlook) {
      this.outlook = outlook;
    }

    @Override
    public Event.Expected expect(RunView run, Instant now) {
      long cpu = Cpu.nanos();
      long begun = System.nanoTime();
      Event.Expected expected = outlook.expect(run, now);
      wall.add((System.nanoTime() - begun) / 1e6);
      processor += (Cpu.nanos() - cpu) / 1e6;
      basis = expected.basis();
      return expected;
    }

    double wall(double share) {
      List<Double> sorted = new ArrayList<>(wall);
      Collections.sort(sorted);
      return sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()));
    }
  }
}
