package io.s22.forecast.score;

import java.util.List;

/**
 * The scores of several runs and of all of them together.
 *
 * @param crps mean over the runs' ends and all acts, seconds
 * @param crpsPlanned the same of the planned durations
 * @param crpsHistory the same of the runs before; not a number where there are none
 * @param coverage share of truths inside their 80 % interval
 * @param brier of the overrun probability
 * @param runs each run's own
 */
public record ScoreReport(
    double crps,
    double crpsPlanned,
    double crpsHistory,
    double coverage,
    double brier,
    List<Scorecard> runs) {
  public ScoreReport {
    runs = List.copyOf(runs);
  }

  /** Of {@code cards}, at least one. */
  public static ScoreReport of(List<Scorecard> cards) {
    Scorecard all = Scorecard.together(cards);
    return new ScoreReport(
        all.crps(), all.crpsPlanned(), all.crpsHistory(), all.coverage(), all.brier(), cards);
  }
}
