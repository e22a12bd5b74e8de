package io.s22.forecast.score;

import io.s22.forecast.draw.Law;
import io.s22.forecast.draw.Laws;
import io.s22.forecast.draw.Mix;
import io.s22.forecast.learn.Experience;
import io.s22.forecast.net.Beliefs;
import io.s22.forecast.net.Compiler;
import io.s22.forecast.net.Network;
import io.s22.forecast.net.PayRule;
import io.s22.forecast.net.Settings;
import io.s22.forecast.net.Simulation;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.plan.At;
import io.s22.plan.Plan;
import io.s22.plan.S22Exception;
import io.s22.plan.Step;
import io.s22.plan.Window;
import io.s22.plan.yaml.PlanReader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scores a night from its journal alone: the plan stands in it, so the forecast can be made again
 * from the same seed as it was before the night, and everything that happened is there too. Nothing
 * has to be kept beside the journals to score them over many runs.
 */
public final class Scorer {
  private static final int SAMPLE = 2000;
  private static final int TRIALS = 20_000;

  private final long seed;
  private final Beliefs beliefs;
  private final Experience before;

  /**
   * @param beliefs those the forecast was made with
   * @param before runs before this one: the history it is compared with
   */
  public Scorer(long seed, Beliefs beliefs, Experience before) {
    this.seed = seed;
    this.beliefs = beliefs;
    this.before = before;
  }

  /**
   * Scores one run.
   *
   * @throws S22Exception S22-6003 when the journal holds no run that has ended
   */
  public Scorecard score(List<Entry> journal) {
    if (journal.isEmpty() || !(journal.getFirst().event() instanceof Event.RunOpened opened)) {
      throw unfinished("The journal does not begin with a run's opening.");
    }
    Plan plan =
        PlanReader.read(opened.planName(), opened.planText())
            .plan()
            .orElseThrow(() -> unfinished("The journal holds no plan that can be read."));
    Instant end = end(journal);
    Network net = Compiler.compile(plan, window(plan, opened), beliefs, new Laws());
    Settings settings = Settings.of(TRIALS, seed, 1, PayRule.plain(net.services.size())).lean();
    double[] finish = Simulation.run(net, settings).finish;
    double actual = Laws.seconds(Duration.between(opened.opens(), end));
    long late = Arrays.stream(finish).filter(at -> at > net.close).count();
    List<Score> scores = new ArrayList<>();
    scores.add(score("run", finish, actual, planned(plan, opened), null, 0));
    Experience here = new Experience();
    here.add(journal);
    steps(plan, net, here, scores);
    double overrun = (double) late / finish.length;
    return new Scorecard(
        List.of(journal.getFirst().run()),
        scores,
        Rules.brier(overrun, end.isAfter(opened.closes())));
  }

  private void steps(Plan plan, Network net, Experience here, List<Score> scores) {
    List<Step> steps = plan.stages().stream().flatMap(stage -> stage.steps().stream()).toList();
    for (int k = 0; k < steps.size(); k++) {
      String name = steps.get(k).step();
      Law law = net.law[Network.ACT][k];
      List<Double> past = before.of(name).seconds();
      int number = 0;
      for (double seconds : here.of(name).seconds()) {
        double[] sample = law == null ? new double[] {0} : sample(law);
        double planned = steps.get(k).takes() == null ? 0 : likely(steps.get(k));
        scores.add(score(name, sample, seconds, planned, past, ++number));
      }
    }
  }

  private Score score(
      String subject,
      double[] sample,
      double actual,
      double planned,
      @Nullable List<Double> past,
      int number) {
    double[] sorted = sample.clone();
    Arrays.sort(sorted);
    double u = Mix.uniform(Mix.key(seed, subject.hashCode(), number), 1);
    Double history =
        past == null || past.isEmpty()
            ? null
            : Rules.crps(past.stream().mapToDouble(Double::doubleValue).toArray(), actual);
    return new Score(
        subject,
        actual,
        sorted[sorted.length / 2],
        Rules.crps(sorted, actual),
        Rules.crpsPoint(planned, actual),
        history,
        Rules.pit(sorted, actual, u),
        Rules.inside(sorted, actual, 0.8));
  }

  private static double[] sample(Law law) {
    double[] sample = new double[SAMPLE];
    for (int i = 0; i < SAMPLE; i++) {
      sample[i] = law.at((i + 0.5) / SAMPLE);
    }
    return sample;
  }

  /** When everything takes what is likely and nothing fails. */
  private double planned(Plan plan, Event.RunOpened opened) {
    Beliefs likely =
        new Beliefs() {
          @Override
          public @Nullable Law takes(Step step, @Nullable Law declared) {
            return step.takes() == null ? declared : new Likely(likely(step));
          }

          @Override
          public double fails(Step step, double declared) {
            return 0;
          }
        };
    Network net = Compiler.compile(plan, window(plan, opened), likely, new Laws());
    Settings few = Settings.of(32, seed, 1, PayRule.plain(net.services.size())).lean();
    double[] ends = Simulation.run(net, few).finish;
    Arrays.sort(ends);
    return ends[ends.length / 2];
  }

  private static double likely(Step step) {
    return switch (step.takes()) {
      case null -> 0;
      case io.s22.plan.Distribution.Pert(Duration best, Duration likely, Duration worst) ->
          Laws.seconds(likely);
      case io.s22.plan.Distribution.Triangular(Duration best, Duration likely, Duration worst) ->
          Laws.seconds(likely);
      case io.s22.plan.Distribution other -> new Laws().of(other).at(0.5);
    };
  }

  private record Likely(double seconds) implements Law {
    @Override
    public double at(double u) {
      return seconds;
    }

    @Override
    public boolean fixed() {
      return true;
    }
  }

  private static Window window(Plan plan, Event.RunOpened opened) {
    return new Window(
        At.NOWHERE,
        LocalDateTime.ofInstant(opened.opens(), plan.zone()),
        LocalDateTime.ofInstant(opened.closes(), plan.zone()),
        List.of());
  }

  private static Instant end(List<Entry> journal) {
    for (Entry entry : journal.reversed()) {
      if (entry.event() instanceof Event.Moved moved && moved.to().ended()) {
        return entry.at();
      }
    }
    throw unfinished("The run has not ended.");
  }

  private static S22Exception unfinished(String what) {
    return new S22Exception("S22-6003", what, "Score a run when it has ended.");
  }
}
