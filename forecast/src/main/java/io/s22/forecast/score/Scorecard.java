package io.s22.forecast.score;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The scores of one night, or of many together.
 *
 * @param runs whose
 * @param scores the run's end and each step's acts
 * @param brier of the overrun probability, mean over the runs
 */
public record Scorecard(List<String> runs, List<Score> scores, double brier) {
  public Scorecard {
    runs = List.copyOf(runs);
    scores = List.copyOf(scores);
  }

  /** Share of the truths that lay in their 80 % interval. */
  public double coverage() {
    return scores.stream().filter(Score::inside80).count() / (double) scores.size();
  }

  /** Mean score of the forecast. */
  public double crps() {
    return scores.stream().mapToDouble(Score::crps).average().orElse(Double.NaN);
  }

  /** Mean score of the planned durations. */
  public double crpsPlanned() {
    return scores.stream().mapToDouble(Score::crpsPlanned).average().orElse(Double.NaN);
  }

  /** Mean score of history, where there is one. */
  public double crpsHistory() {
    return scores.stream()
        .map(Score::crpsHistory)
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(Double.NaN);
  }

  /** This night and others: what a report over many runs shows. */
  public static Scorecard together(List<Scorecard> cards) {
    return new Scorecard(
        cards.stream().flatMap(card -> card.runs().stream()).toList(),
        cards.stream().flatMap(card -> card.scores().stream()).toList(),
        cards.stream().mapToDouble(Scorecard::brier).average().orElse(Double.NaN));
  }

  /** For people. */
  public String text() {
    StringBuilder out = new StringBuilder();
    for (Score s : scores) {
      out.append(
          String.format(
              Locale.ROOT,
              "%-28s was %9.1f s, forecast %9.1f s, crps %8.1f (planned %8.1f), pit %.2f%s%n",
              s.subject(),
              s.actual(),
              s.median(),
              s.crps(),
              s.crpsPlanned(),
              s.pit(),
              s.inside80() ? "" : ", outside its 80 % interval"));
    }
    return out.append(summary()).toString();
  }

  /** One line for all of it. */
  public String summary() {
    String history = Double.isNaN(crpsHistory()) ? "" : ", history %.1f s".formatted(crpsHistory());
    return String.format(
        Locale.ROOT,
        "%s: crps %.1f s, planned duration %.1f s%s; 80 %% intervals held %.0f %%; Brier %.4f%n",
        runs.size() == 1 ? runs.getFirst() : runs.size() + " runs",
        crps(),
        crpsPlanned(),
        history,
        coverage() * 100,
        brier);
  }
}
