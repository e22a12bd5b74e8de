package io.s22.report;

import io.s22.journal.Measurement;
import io.s22.plan.Text;
import io.s22.report.doc.Section;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the report is told by others: each part comes from a capability that this one does not know.
 * What is not there is said to be not there.
 *
 * @param forecasts each service's, made from the plan as the journal holds it
 * @param forecastMethod how they were made
 * @param scores of this run and of past ones, oldest first
 * @param posts what was announced on the status page about this run
 * @param alerts that rang while it went on
 * @param loads load tests from outside, before and after
 * @param compensation the chapter on compensation; null where nothing was settled
 */
public record Handed(
    List<ServiceForecast> forecasts,
    Text forecastMethod,
    List<RunScore> scores,
    List<Post> posts,
    List<Alert> alerts,
    List<Measurement> loads,
    @Nullable Section compensation) {

  /** Nothing from anybody. */
  public static final Handed NOTHING =
      new Handed(List.of(), Text.of(""), List.of(), List.of(), List.of(), List.of(), null);

  public Handed {
    forecasts = List.copyOf(forecasts);
    scores = List.copyOf(scores);
    posts = List.copyOf(posts);
    alerts = List.copyOf(alerts);
    loads = List.copyOf(loads);
  }

  /** The same with other load tests. */
  public Handed loads(List<Measurement> other) {
    return new Handed(forecasts, forecastMethod, scores, posts, alerts, other, compensation);
  }

  /**
   * What the forecast said of a service.
   *
   * @param availability mean share of the window in which it answers
   * @param downP50 median time down, seconds
   * @param downP90 the same, exceeded one night in ten
   * @param longestP90 its longest interruption, exceeded one night in ten, seconds
   * @param keeps probability that what was promised holds; null where nothing was
   */
  public record ServiceForecast(
      String service,
      double availability,
      double downP50,
      double downP90,
      double longestP90,
      @Nullable Double keeps) {}

  /**
   * How good the forecast of a run was.
   *
   * @param crps continuous ranked probability score, mean over the run's end and all acts, seconds
   * @param crpsPlanned the same of the planned durations
   * @param coverage share of truths inside their 80 % interval
   * @param brier of the probability of overrun
   * @param figures how many figures were scored
   */
  public record RunScore(
      String run, double crps, double crpsPlanned, double coverage, double brier, int figures) {}

  /** One announcement. */
  public record Post(Instant at, String by, Text text) {}

  /** One alert. */
  public record Alert(Instant from, @Nullable Instant to, String name, String detail) {}
}
