package io.s22.forecast;

import io.s22.forecast.answer.Estimate;
import io.s22.forecast.answer.Spread;
import io.s22.plan.Text;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plan will do. All times are seconds, from the window's opening where they are instants.
 * Every {@link Estimate} holds the truth of the model with probability {@code level}.
 *
 * @param plan the plan's name
 * @param opens when the window opens
 * @param closes when it closes
 * @param zone the plan's time zone
 * @param sampling how it was computed
 * @param run the run as a whole
 * @param stages in the plan's order
 * @param services in the plan's order
 * @param steps in the plan's order
 * @param turning the last instants for turning back, in the order of the plan
 * @param drivers what would help most, best first
 * @param basis sentences that say what the figures rest on
 * @param currency of what is due to users; null where nothing is paid
 */
public record Forecast(
    String plan,
    Instant opens,
    Instant closes,
    ZoneId zone,
    Sampling sampling,
    Run run,
    List<StageAnswer> stages,
    List<ServiceAnswer> services,
    List<StepAnswer> steps,
    List<TurnPoint> turning,
    List<Driver> drivers,
    List<Text> basis,
    @Nullable String currency) {

  public Forecast {
    stages = List.copyOf(stages);
    services = List.copyOf(services);
    steps = List.copyOf(steps);
    turning = List.copyOf(turning);
    drivers = List.copyOf(drivers);
    basis = List.copyOf(basis);
  }

  /**
   * How it was computed.
   *
   * @param trials how many nights were simulated
   * @param scrambles independent scrambles of the Sobol points, of equal size
   * @param seed the same seed gives the same forecast
   * @param level of all confidence intervals
   * @param pairs how many of the nights are simulated again for each change asked about: {@link
   *     StepAnswer#totalSobol} and {@link #drivers} rest on these
   */
  public record Sampling(int trials, int scrambles, long seed, double level, int pairs) {}

  /**
   * The run.
   *
   * @param finish when it ends, whichever way
   * @param overrun probability that it ends after the window's close
   * @param done probability that everything is done
   * @param partlyDone that some steps or stages are undone or left out, and the others done
   * @param rolledBack that all is rolled back
   * @param turnedBack the part of {@code rolledBack} that is because time got short
   * @param stuck that a rollback fails and people must mend the cluster
   * @param anyBack that anything at all is undone
   * @param back how long going back takes, where anything goes back
   */
  public record Run(
      Spread finish,
      Estimate overrun,
      Estimate done,
      Estimate partlyDone,
      Estimate rolledBack,
      Estimate turnedBack,
      Estimate stuck,
      Estimate anyBack,
      @Nullable Spread back) {}

  /**
   * A stage.
   *
   * @param end when it ends, in the trials in which it is completed
   * @param completed probability that it is completed
   * @param late probability that it ends after its box, or not at all
   */
  public record StageAnswer(
      String stage,
      double boxStart,
      double boxEnd,
      @Nullable Spread end,
      Estimate completed,
      Estimate late) {}

  /**
   * A service.
   *
   * @param availability mean share of the window in which it answers
   * @param availabilityAtLeast the availability that so many of 100 nights reach: {@code p90} is
   *     reached or exceeded in nine of ten
   * @param down seconds in the window in which it does not
   * @param longest its longest interruption; one that outlasts the window is counted whole
   * @param degraded mean seconds of the window in which it answers poorly
   * @param untouched probability that it is never down
   * @param keepsAvailability probability that the promised availability holds; null: none promised
   * @param keepsLongest probability that the promised longest interruption holds
   * @param keepsPromise probability that all that was promised holds
   * @param downAt by instant (49 of the window, both ends): probability that it is down
   * @param userMinutes mean minutes of interruption times users active then; null: no curve known
   * @param usersAffected mean of the most users active in any minute of interruption, so many
   *     notice it at least; null: no curve known
   * @param credit mean amount a user who was there all the time is due; null: nothing is paid
   * @param creditAll mean amount all users are due; null: nothing is paid or no curve known
   */
  public record ServiceAnswer(
      String service,
      Estimate availability,
      AtLeast availabilityAtLeast,
      Spread down,
      Spread longest,
      Estimate degraded,
      Estimate untouched,
      @Nullable Estimate keepsAvailability,
      @Nullable Estimate keepsLongest,
      @Nullable Estimate keepsPromise,
      List<Estimate> downAt,
      @Nullable Estimate userMinutes,
      @Nullable Estimate usersAffected,
      @Nullable Estimate credit,
      @Nullable Estimate creditAll) {
    public ServiceAnswer {
      downAt = List.copyOf(downAt);
    }
  }

  /**
   * What a share of all nights reaches or exceeds.
   *
   * @param p50 half of them
   * @param p90 nine of ten
   * @param p95 95 of 100
   * @param p99 99 of 100
   */
  public record AtLeast(Estimate p50, Estimate p90, Estimate p95, Estimate p99) {}

  /**
   * A step.
   *
   * @param begins mean instant at which it may begin
   * @param ends when it ends, in trials in which it does
   * @param takes mean time from one to the other
   * @param criticality probability that the run would have ended earlier had the step
   * @param cruciality Spearman's rank correlation of its duration with the run's end
   * @param totalSobol share of the variance of the run's end that would be left if everything but
   *     this step were known; null where it was not computed
   */
  public record StepAnswer(
      String step,
      String stage,
      Estimate begins,
      @Nullable Spread ends,
      Estimate takes,
      Estimate criticality,
      Estimate cruciality,
      @Nullable Estimate totalSobol) {}

  /**
   * The last instant to turn back once a step is under way.
   *
   * @param step the step
   * @param reserve what undoing it and all before it takes, each host at its P90, seconds
   * @param latest the window's close less the reserve
   * @param missed probability that the step begins after that
   */
  public record TurnPoint(String step, double reserve, double latest, Estimate missed) {}

  /**
   * What a change would bring, found with the same random numbers before and after.
   *
   * @param sentence for people
   * @param what {@code shorter} or {@code never-fails}
   * @param step which step
   * @param by by how much it is shortened, seconds; 0 where it is not
   * @param overrunBefore probability of overrun as planned
   * @param overrunAfter with the change
   * @param gain by how much that probability falls, from pairs of trials
   * @param earlier by how many seconds the mean end comes earlier, from pairs of trials
   * @param backLess by how much the probability of a rollback falls
   */
  public record Driver(
      String sentence,
      String what,
      String step,
      double by,
      Estimate overrunBefore,
      Estimate overrunAfter,
      Estimate gain,
      Estimate earlier,
      Estimate backLess) {}
}
