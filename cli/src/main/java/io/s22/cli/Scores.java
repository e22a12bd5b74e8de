package io.s22.cli;

import io.s22.forecast.learn.Experience;
import io.s22.forecast.net.Beliefs;
import io.s22.forecast.score.Scorecard;
import io.s22.forecast.score.Scorer;
import io.s22.journal.Entry;
import io.s22.plan.S22Exception;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How good the forecast of a run was, for what is shown and reported of it. */
final class Scores {
  private static final long SEED = 1;

  /** A history of ten runs is plenty to compare with, and quickly read. */
  private static final int BEFORE = 10;

  private Scores() {}

  /**
   * The scores of {@code run}, made again from its journal; history are the runs just before it.
   * None where it has not ended, or where its plan could not be forecast, as one without durations.
   */
  static Optional<Scorecard> of(Workshop workshop, String run) {
    if (!workshop.line(run).state().ended()) {
      return Optional.empty();
    }
    try {
      Scorer scorer = new Scorer(SEED, Beliefs.DECLARED, before(workshop, run));
      return Optional.of(scorer.score(journal(workshop, run)));
    } catch (S22Exception unscored) {
      if (unscored.code().startsWith("S22-60")) {
        return Optional.empty();
      }
      throw unscored;
    }
  }

  private static Experience before(Workshop workshop, String run) {
    List<String> runs = workshop.store().runs();
    int at = runs.indexOf(run);
    Experience experience = new Experience();
    for (String earlier : runs.subList(at + 1, Math.min(runs.size(), at + 1 + BEFORE)).reversed()) {
      experience.add(journal(workshop, earlier));
    }
    return experience;
  }

  /** A whole journal. */
  static List<Entry> journal(Workshop workshop, String run) {
    List<Entry> journal = new ArrayList<>();
    workshop.store().read(run, 1, journal::add);
    return journal;
  }
}
