package io.s22.forecast;

import io.s22.forecast.answer.Ordered;
import io.s22.forecast.draw.Laws;
import io.s22.forecast.net.Beliefs;
import io.s22.forecast.net.Columns;
import io.s22.forecast.net.Compiler;
import io.s22.forecast.net.Network;
import io.s22.forecast.net.PayRule;
import io.s22.forecast.net.Reserve;
import io.s22.forecast.net.Settings;
import io.s22.forecast.net.Simulation;
import io.s22.forecast.net.Standing;
import io.s22.journal.Event;
import io.s22.plan.At;
import io.s22.plan.Plan;
import io.s22.plan.Window;
import io.s22.run.Outlook;
import io.s22.run.RunView;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be expected of the rest of a run, simulated from what really happened: steps done are
 * done, the effect under way takes what its law says given how long it has taken already, and the
 * rest is drawn.
 */
public final class ForecastOutlook implements Outlook {
  /** How the journal names this basis. */
  public static final String BASIS = "simulated";

  private final int trials;
  private final long seed;
  private final int threads;
  private final Beliefs beliefs;
  private final Laws laws = new Laws();
  private @Nullable Plan known;
  private @Nullable Network compiled;

  /**
   * @param trials how many nights are simulated at each question; 20,000 is plenty
   */
  public ForecastOutlook(int trials, long seed, int threads, Beliefs beliefs) {
    this.trials = trials;
    this.seed = seed;
    this.threads = threads;
    this.beliefs = beliefs;
  }

  @Override
  public synchronized Event.Expected expect(RunView run, Instant now) {
    if (run.state().ended()) {
      Instant end = end(run, now);
      double late = end.isAfter(run.closes()) ? 1 : 0;
      return new Event.Expected(end, end, late, run.closes(), BASIS);
    }
    Network net = Standing.from(network(run), run, now, laws);
    Settings settings =
        Settings.of(trials, seed, threads, PayRule.plain(net.services.size())).lean();
    Columns columns = Simulation.run(net, settings);
    Ordered finish = new Ordered(columns.finish);
    long late = 0;
    for (double end : columns.finish) {
      late += end > net.close ? 1 : 0;
    }
    return new Event.Expected(
        at(run, finish.quantile(0.5)),
        at(run, finish.quantile(0.9)),
        (double) late / columns.trials(),
        at(run, net.close - Reserve.p90(net, seed)),
        BASIS);
  }

  private static Instant end(RunView run, Instant now) {
    return run.steps().values().stream()
        .map(RunView.StepView::ended)
        .filter(java.util.Objects::nonNull)
        .max(Instant::compareTo)
        .orElse(now);
  }

  private static Instant at(RunView run, double seconds) {
    return run.opens().plusMillis(Math.round(seconds * 1000));
  }

  private Network network(RunView run) {
    Network network = compiled;
    if (network == null || known != run.plan()) {
      Plan plan = run.plan();
      Window window =
          new Window(
              At.NOWHERE,
              LocalDateTime.ofInstant(run.opens(), plan.zone()),
              LocalDateTime.ofInstant(run.closes(), plan.zone()),
              List.of());
      network = Compiler.compile(plan, window, beliefs, laws);
      known = plan;
      compiled = network;
    }
    return network;
  }
}
