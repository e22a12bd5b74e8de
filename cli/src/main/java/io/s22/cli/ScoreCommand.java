package io.s22.cli;

import io.s22.forecast.draw.Laws;
import io.s22.forecast.learn.Experience;
import io.s22.forecast.learn.Learnt;
import io.s22.forecast.net.Beliefs;
import io.s22.forecast.score.ScoreReport;
import io.s22.forecast.score.Scorecard;
import io.s22.forecast.score.Scorer;
import io.s22.forecast.show.ForecastJson;
import io.s22.journal.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code s22 score}: how good the forecasts of past runs were. */
@Command(
    name = "score",
    description = {
      "Hold the forecasts of runs that have ended against what happened.",
      "",
      "Each forecast is made again from the run's journal, as it would have been made before the"
          + " night: its end, the overrun, and every step's acts are scored (CRPS, Brier, 80 %"
          + " interval, PIT) beside the planned durations and the runs before it."
    },
    footer = {
      "",
      "Examples:",
      "  s22 score",
      "  s22 score RUN --json",
      "  s22 score --learn",
      "",
      "What the figures mean: docs/forecast.md."
    })
final class ScoreCommand implements Callable<Integer> {
  private final Screen screen;

  @Mixin private final Common common = new Common();

  @Parameters(
      paramLabel = "RUN",
      arity = "0..*",
      description = "The runs; all that have ended where left out.")
  private List<String> named = List.of();

  @Option(
      names = "--learn",
      description = "Score the forecast that had learnt from the runs before each.")
  private boolean learn;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Random seed (${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed = 1;

  ScoreCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    List<Scorecard> cards;
    try (Workshop workshop = Workshop.open(screen, common)) {
      cards = score(workshop);
    }
    if (cards.isEmpty()) {
      screen.out().println("no run has ended yet; nothing can be scored");
      return ExitCode.OK;
    }
    if (common.json) {
      screen.out().print(ForecastJson.ofRecord(ScoreReport.of(cards)));
    } else {
      cards.forEach(card -> screen.out().print(card.text()));
      if (cards.size() > 1) {
        screen.out().print(Scorecard.together(cards).summary());
      }
    }
    return ExitCode.OK;
  }

  /** The oldest first: each run is compared with those before it. */
  private List<Scorecard> score(Workshop workshop) {
    List<String> wanted = named.stream().map(workshop::find).toList();
    Experience before = new Experience();
    List<Scorecard> cards = new ArrayList<>();
    for (String run : workshop.store().runs().reversed()) {
      boolean all = wanted.isEmpty() && workshop.line(run).state().ended();
      List<Entry> journal = Scores.journal(workshop, run);
      if (all || wanted.contains(run)) {
        Beliefs beliefs = learn ? new Learnt(before, new Laws()) : Beliefs.DECLARED;
        cards.add(new Scorer(seed, beliefs, before).score(journal));
      }
      before.add(journal);
    }
    return cards;
  }
}
