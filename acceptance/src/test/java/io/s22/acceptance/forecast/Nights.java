package io.s22.acceptance.forecast;

import io.s22.forecast.draw.Laws;
import io.s22.forecast.net.Beliefs;
import io.s22.forecast.net.Columns;
import io.s22.forecast.net.Compiler;
import io.s22.forecast.net.Network;
import io.s22.forecast.net.PayRule;
import io.s22.forecast.net.Settings;
import io.s22.journal.Event;
import io.s22.journal.RunState;
import io.s22.plan.Plan;
import io.s22.run.engine.CompiledPlan;
import io.s22.run.engine.DeclaredOutlook;
import io.s22.run.engine.RunFold;
import io.s22.run.simulated.Simulation;
import io.s22.testkit.TestPlans;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How nights end, by result (done, partly done, rolled back, stuck) and by time in tenths of a
 * second: the engine rounds every instant to milliseconds, the forecast nothing.
 *
 * @param results by night
 * @param ends by night, seconds from the window's opening
 * @param outages by service
 */
record Nights(int[] results, double[] ends, Map<String, Outage> outages) {

  /**
   * A service.
   *
   * @param down by night, seconds of the window in which it was down
   * @param longest by night, its longest interruption
   * @param poor by night, seconds of the window in which it was degraded, and not down
   */
  record Outage(double[] down, double[] longest, double[] poor) {
    Outage(int nights) {
      this(new double[nights], new double[nights], new double[nights]);
    }
  }

  private static Nights of(Plan plan, int nights) {
    Map<String, Outage> outages = new TreeMap<>();
    plan.cluster().services().keySet().forEach(name -> outages.put(name, new Outage(nights)));
    return new Nights(new int[nights], new double[nights], outages);
  }

  /** The engine itself, {@code runs} times, on a fake clock. */
  static Nights run(Plan plan, long seed, int runs) {
    CompiledPlan compiled = TestPlans.compiled(plan);
    Nights nights = of(plan, runs);
    for (int r = 0; r < runs; r++) {
      AtomicReference<Instant> end = new AtomicReference<>(TestPlans.OPENS);
      Outages outages = new Outages(plan, TestPlans.OPENS);
      Simulation simulation =
          new Simulation(
              compiled,
              TestPlans.OPENS,
              TestPlans.CLOSES,
              seed * 1_000_003 + r,
              new DeclaredOutlook(compiled),
              entry -> {
                outages.add(entry);
                if (entry.event() instanceof Event.Moved moved && moved.to().ended()) {
                  end.set(entry.at());
                }
              });
      RunFold fold = simulation.run();
      nights.results[r] = number(fold.state());
      nights.ends[r] = tenths(Duration.between(TestPlans.OPENS, end.get()).toMillis() / 1000.0);
      SplittableRandom random = new SplittableRandom(seed * 7_368_787 + r);
      int night = r;
      outages
          .met(TestPlans.CLOSES, Objects.requireNonNull(end.get()), random)
          .forEach((service, met) -> {
            Outage of = Objects.requireNonNull(nights.outages.get(service));
            of.down[night] = tenths(met.down());
            of.longest[night] = tenths(met.longest());
            of.poor[night] = tenths(met.poor());
          });
    }
    return nights;
  }

  /** The forecast of the same plan. */
  static Nights forecast(Plan plan, long seed, int trials) {
    Network net = Compiler.compile(plan, plan.window(), Beliefs.DECLARED, new Laws());
    Settings settings = Settings.of(trials, seed, 1, PayRule.plain(net.services.size())).ofEach();
    Columns columns = io.s22.forecast.net.Simulation.run(net, settings);
    int n = columns.trials();
    Nights nights = of(plan, n);
    for (int i = 0; i < n; i++) {
      nights.results[i] = columns.result[i];
      nights.ends[i] = tenths(columns.finish[i]);
    }
    List<String> names = List.of(net.services.names());
    for (int s = 0; s < names.size(); s++) {
      Outage of = Objects.requireNonNull(nights.outages.get(names.get(s)));
      for (int i = 0; i < columns.down[s].length; i++) {
        of.down[i] = tenths(columns.down[s][i]);
        of.longest[i] = tenths(columns.longest[s][i]);
        of.poor[i] = tenths(columns.poor[s][i]);
      }
    }
    return nights;
  }

  private static double tenths(double seconds) {
    return Math.round(seconds * 10) / 10.0;
  }

  private static int number(RunState state) {
    return switch (state) {
      case DONE -> 0;
      case PARTLY_DONE -> 1;
      case ROLLED_BACK -> 2;
      case STUCK -> 3;
      case WAITING, RUNNING, PAUSING, PAUSED, ASKING, ROLLING_BACK, ABORTED ->
          throw new IllegalStateException("the simulated run ended as " + state);
    };
  }

  int count(int result) {
    int count = 0;
    for (int one : results) {
      count += one == result ? 1 : 0;
    }
    return count;
  }
}
