package io.s22.server.office;

import io.s22.forecast.Forecast;
import io.s22.forecast.draw.Laws;
import io.s22.forecast.learn.Experience;
import io.s22.forecast.learn.Learnt;
import io.s22.forecast.score.ScoreReport;
import io.s22.forecast.score.Scorecard;
import io.s22.forecast.score.Scorer;
import io.s22.forecast.show.ForecastJson;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.plan.Text;
import io.s22.report.Handed;
import io.s22.report.Report;
import io.s22.run.Clock;
import io.s22.server.Denied;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** What is said of a run afterwards: its report, and how good its forecast was. */
public final class Reports {
  /** Longer journals are not forecast again: a request must be answered in seconds. */
  private static final long LONGEST = 20_000;

  private final RunDesk runs;
  private final Foresight foresight;
  private final Supplier<Newsstand> stand;
  private final Clock clock;

  public Reports(RunDesk runs, Foresight foresight, Supplier<Newsstand> stand, Clock clock) {
    this.runs = runs;
    this.foresight = foresight;
    this.stand = stand;
    this.clock = clock;
  }

  /**
   * The report of a run as it stands now.
   *
   * @throws Denied S22-9303
   */
  public Report report(String tenant, String run, Locale locale) {
    RunDesk.Line line = runs.line(tenant, run);
    Handed handed =
        new Handed(
            line.entries() <= LONGEST ? forecasts(tenant, run) : List.of(),
            Text.of(""),
            List.of(),
            posts(tenant, run),
            List.of(),
            List.of(),
            null);
    return Report.of(
        reader -> runs.journals(tenant).read(run, 1, reader), handed, clock.now(), locale);
  }

  private List<Handed.ServiceForecast> forecasts(String tenant, String run) {
    Event.RunOpened opened = runs.opened(tenant, run);
    try {
      Forecast forecast =
          foresight.forecast(
              tenant,
              new PlanShelf.Version(
                  opened.planName(), 0, opened.planText(), opened.planHash(), Instant.EPOCH, ""));
      return forecast.services().stream().map(Reports::service).toList();
    } catch (Denied unforeseeable) {
      // A plan without durations has a report all the same, which says that nothing was foretold.
      return List.of();
    }
  }

  private static Handed.ServiceForecast service(Forecast.ServiceAnswer answer) {
    return new Handed.ServiceForecast(
        answer.service(),
        answer.availability().value(),
        answer.down().p50().value(),
        answer.down().p90().value(),
        answer.longest().p90().value(),
        answer.keepsPromise() == null ? null : answer.keepsPromise().value());
  }

  private List<Handed.Post> posts(String tenant, String run) {
    return stand.get().status(tenant).maintenances().stream()
        .filter(window -> window.id().equals(run))
        .flatMap(window -> window.updates().stream())
        .map(update -> new Handed.Post(update.at(), "status page", update.body()))
        .toList();
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
