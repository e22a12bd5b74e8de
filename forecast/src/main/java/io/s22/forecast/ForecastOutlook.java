package io.s22.forecast;

import io.s22.forecast.answer.Sample;
import io.s22.forecast.draw.Laws;
import io.s22.forecast.net.Beliefs;
import io.s22.forecast.net.Columns;
import io.s22.forecast.net.Compiler;
import io.s22.forecast.net.Midway;
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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is to be expected of the rest of a run, simulated from what really happened: steps done are
 * done, the effect under way takes what its law says given how long it has taken already, and the
 * rest is drawn.
 */
public final class ForecastOutlook implements Outlook {
  /** How the journal names this basis. */
  public static final String BASIS = "simulated";

  /** Enough for a median and a P90 that are worth saying. */
  private static final int LEAST = 64;

  /** How much of the time is planned for: the rest is for what disturbs. */
  private static final double SAFE = 0.8;

  private static final int WARM = 60;

  /** How many moments of a night are asked about while warming up. */
  private static final int STAGES = 10;

  /** A little later, so that something is under way at the first of them, too. */
  private static final double JUST = 0.001;

  private static final double MEDIAN = 0.5;
  private static final double P90 = 0.9;

  /** Every so many of these questions are such as are asked after a decision or a failure. */
  private static final int EVERY_DECIDED = 3;

  private static final int EVERY_UNSETTLED = 7;

  private final Options options;
  private final Laws laws = new Laws();
  private @Nullable Compiled compiled;
  private volatile @Nullable Compiled prepared;
  private double nanosPerTrial;

  /** A plan against one window. */
  private record Compiled(Plan plan, Instant opens, Instant closes, Network net) {
    boolean is(Plan other, Instant from, Instant to) {
      return opens.equals(from) && closes.equals(to) && plan.equals(other);
    }
  }

  /**
   * How it is computed.
   *
   * @param trials how many nights are simulated at each question; 20,000 is plenty
   * @param seed the same seed gives the same answer, as long as the time suffices
   * @param threads how many work at it
   * @param within how long an answer may take: where that is too short, as on plans of thousands of
   *     steps, fewer nights are simulated, and the basis says how many
   * @param nanos a monotonic count of nanoseconds
   */
  public record Options(
      int trials,
      long seed,
      int threads,
      Beliefs beliefs,
      @Nullable Duration within,
      LongSupplier nanos) {}

  /** Answers that take as long as they take. */
  public ForecastOutlook(int trials, long seed, int threads, Beliefs beliefs) {
    this(new Options(trials, seed, threads, beliefs, null, () -> 0));
  }

  public ForecastOutlook(Options options) {
    this.options = options;
  }

  @Override
  public synchronized Event.Expected expect(RunView run, Instant now) {
    if (run.state().ended()) {
      Instant end = end(run, now);
      double late = end.isAfter(run.closes()) ? 1 : 0;
      return new Event.Expected(end, end, late, run.closes(), BASIS);
    }
    long begun = options.nanos().getAsLong();
    Network net = Standing.from(network(run.plan(), run.opens(), run.closes()), run, now, laws);
    Answer answer = answer(net, begun);
    return new Event.Expected(
        at(run, answer.median()),
        at(run, answer.p90()),
        answer.late(),
        at(run, answer.point()),
        answer.trials() >= options.trials() ? BASIS : BASIS + " (" + answer.trials() + " nights)");
  }

  /** Seconds from the window's opening, but for the probability of an overrun and the trials. */
  private record Answer(double median, double p90, double late, double point, int trials) {}

  private Answer answer(Network net, long begun) {
    double point = net.close - Reserve.p90(net, options.seed());
    Columns columns = simulate(net, begun);
    Sample finish = new Sample(columns.finish, columns.replicates);
    finish.collect(new double[] {MEDIAN, P90}, 0);
    long late = 0;
    for (double end : columns.finish) {
      late += end > net.close ? 1 : 0;
    }
    return new Answer(
        finish.quantile(MEDIAN),
        finish.quantile(P90),
        (double) late / columns.trials(),
        point,
        columns.trials());
  }

  /**
   * Compiles the plan and simulates it until that is as fast as it gets, so that the first answer
   * is quick.
   *
   * @param most give up warming up after this
   * @throws S22Exception S22-6001 when a step has no duration
   */
  public synchronized void prepare(Plan plan, Instant opens, Instant closes, Duration most) {
    long begun = options.nanos().getAsLong();
    Network net = network(plan, opens, closes);
    Columns nights = Simulation.run(net, settings(LEAST, net));
    int rounds = 0;
    do {
      answer(question(net, nights, rounds), options.nanos().getAsLong());
      rounds++;
    } while (rounds < WARM && options.nanos().getAsLong() - begun < most.toNanos());
    prepared = compiled;
  }

  /** One as a run may ask, from before its begin until near its end, in one night or another. */
  private Network question(Network net, Columns nights, int round) {
    double share = (round % STAGES + JUST) / STAGES;
    Network midway = Midway.of(net, nights, round % nights.trials(), share, laws);
    if (round % EVERY_DECIDED == 1) {
      return Midway.decided(midway);
    }
    return round % EVERY_UNSETTLED == EVERY_UNSETTLED - 2 ? Midway.unsettled(midway) : midway;
  }

  /** Whether it is prepared for {@code run}: then answers are quick from the first on. */
  boolean isReady(RunView run) {
    Compiled ready = prepared;
    return ready != null && ready.is(run.plan(), run.opens(), run.closes());
  }

  private Columns simulate(Network net, long begun) {
    Settings settings = settings(affordable(begun), net).lean();
    long before = options.nanos().getAsLong();
    Columns columns = Simulation.run(net, settings);
    double took = options.nanos().getAsLong() - before;
    nanosPerTrial = took / columns.trials();
    return columns;
  }

  private Settings settings(int trials, Network net) {
    return Settings.of(
        trials, options.seed(), options.threads(), PayRule.plain(net.services.size()));
  }

  /** As many trials as the rest of the time suffices for, by the last answer's speed. */
  private int affordable(long begun) {
    Duration within = options.within();
    if (within == null) {
      return options.trials();
    }
    double left = within.toNanos() * SAFE - (options.nanos().getAsLong() - begun);
    double affordable = nanosPerTrial == 0 ? LEAST : left / nanosPerTrial;
    return (int) Math.clamp(affordable, Math.min(LEAST, options.trials()), options.trials());
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

  private Network network(Plan plan, Instant opens, Instant closes) {
    Compiled ready = compiled;
    if (ready == null || !ready.is(plan, opens, closes)) {
      Window window =
          new Window(
              At.NOWHERE,
              LocalDateTime.ofInstant(opens, plan.zone()),
              LocalDateTime.ofInstant(closes, plan.zone()),
              List.of());
      Network net = Compiler.compile(plan, window, options.beliefs(), laws);
      ready = new Compiled(plan, opens, closes, net);
      compiled = ready;
    }
    return ready.net();
  }
}
