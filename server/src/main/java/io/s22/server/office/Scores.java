package io.s22.server.office;

import io.s22.forecast.draw.Laws;
import io.s22.forecast.learn.Experience;
import io.s22.forecast.learn.Learnt;
import io.s22.forecast.score.ScoreReport;
import io.s22.forecast.score.Scorecard;
import io.s22.forecast.score.Scorer;
import io.s22.forecast.show.ForecastJson;
import io.s22.journal.Entry;
import io.s22.server.Denied;
import java.util.ArrayList;
import java.util.List;

/** How good the forecasts of ended runs were. */
public final class Scores {
  /** Longer journals are not forecast again: a request must be answered in seconds. */
  private static final long LONGEST = 20_000;

  private final RunDesk runs;

  public Scores(RunDesk runs) {
    this.runs = runs;
  }

  /**
   * How good the forecast of an ended run was, as JSON.
   *
   * @throws Denied S22-9303, S22-9315 while it has not ended
   */
  public String score(String tenant, String run) {
    RunDesk.Line line = runs.line(tenant, run);
    if (!line.state().ended()) {
      throw Denied.conflict("Run '" + run + "' has not ended.", "Its score comes with its end.");
    }
    if (line.entries() > LONGEST) {
      throw Denied.conflict(
          "The journal of run '" + run + "' is too long to be scored here.",
          "Score it with the command: s22 score " + run + " --server.");
    }
    List<Entry> journal = new ArrayList<>();
    runs.journals(tenant).read(run, 1, journal::add);
    Experience none = new Experience();
    Scorecard card = new Scorer(1, new Learnt(none, new Laws()), none).score(journal);
    return ForecastJson.ofRecord(ScoreReport.of(List.of(card)));
  }
}
