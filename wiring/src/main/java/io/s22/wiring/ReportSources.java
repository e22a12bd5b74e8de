package io.s22.wiring;

import io.s22.forecast.Forecast;
import io.s22.forecast.Forecastable;
import io.s22.forecast.Forecaster;
import io.s22.forecast.Options;
import io.s22.forecast.draw.Laws;
import io.s22.forecast.learn.Experience;
import io.s22.forecast.learn.Learnt;
import io.s22.forecast.score.Scorecard;
import io.s22.forecast.score.Scorer;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.RunSummary;
import io.s22.plan.Inventory;
import io.s22.plan.Plan;
import io.s22.plan.S22Exception;
import io.s22.plan.Text;
import io.s22.plan.yaml.PlanReader;
import io.s22.report.Handed;
import io.s22.report.fact.Facts;
import io.s22.settle.Measurements;
import io.s22.store.Archive;
import io.s22.tell.Post;
import io.s22.tell.RunStory;
import io.s22.tell.Status;
import io.s22.tell.Statuses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the other capabilities have to say for the report of a run. */
public final class ReportSources {
  private static final int MOST_TRIALS = 16_384;
  private static final int FEWEST_TRIALS = 512;

  /** Steps on hosts, over all simulated nights: a few seconds of a small machine. */
  private static final long WORK = 20_000_000;

  /** Longer journals are not forecast again: the report must be there in seconds. */
  private static final long LONGEST = 20_000;

  private static final int PAST_RUNS = 20;

  private final @Nullable Archive past;
  private final Facts.Journal record;
  private final Supplier<List<Post>> posted;
  private final List<Entry> journal = new ArrayList<>();
  private final Measurements measurements = new Measurements();
  private long entries;

  /**
   * @param past where past runs are; null where there are none
   * @param record the run's own journal
   * @param posted what people and the watchdog posted on the page, of whatever run
   */
  public ReportSources(@Nullable Archive past, Facts.Journal record, Supplier<List<Post>> posted) {
    this.past = past;
    this.record = record;
    this.posted = posted;
  }

  /** Asks all of them. */
  public Handed all(Instant now) {
    record.read(this::keep);
    if (journal.isEmpty() || !(journal.getFirst().event() instanceof Event.RunOpened opened)) {
      return Handed.NOTHING;
    }
    Plan plan = PlanReader.read(opened.planName(), opened.planText()).plan().orElse(null);
    if (plan == null) {
      return Handed.NOTHING;
    }
    Forecast forecast = forecast(plan, opened);
    return new Handed(
        forecast == null
            ? List.of()
            : forecast.services().stream().map(ReportSources::service).toList(),
        method(forecast),
        scores(),
        posts(plan, now),
        List.of(),
        List.of(),
        SettledChapter.of(plan, opened, measurements, forecast));
  }

  private void keep(Entry entry) {
    entries++;
    measurements.accept(entry);
    // Measurements are many, and neither forecasts nor announcements are made of them.
    if (!(entry.event() instanceof Event.Measured)) {
      journal.add(entry);
    }
  }

  private static @Nullable Forecast forecast(Plan plan, Event.RunOpened opened) {
    var loaded = PlanReader.read(opened.planName(), opened.planText());
    try {
      var problems = Checks.of(loaded).problems();
      if (!Forecastable.obstacles(problems).isEmpty()) {
        return null;
      }
      int threads = Runtime.getRuntime().availableProcessors();
      return Forecaster.forecast(
          plan, Options.of(1, threads).withTrials(trials(plan)).withDrivers(0));
    } catch (S22Exception e) {
      return null;
    }
  }

  /** Fewer nights of a large plan: the report must be there in seconds. */
  private static int trials(Plan plan) {
    Inventory inventory = new Inventory(plan.cluster());
    long steps =
        plan.stages().stream()
            .flatMap(stage -> stage.steps().stream())
            .mapToLong(step -> Math.max(1, inventory.hosts(step.on()).size()))
            .sum();
    long affordable = Long.highestOneBit(Math.max(1, WORK / Math.max(1, steps)));
    return (int) Math.clamp(affordable, FEWEST_TRIALS, MOST_TRIALS);
  }

  private static Text method(@Nullable Forecast forecast) {
    if (forecast == null) {
      return Text.of("");
    }
    int nights = forecast.sampling().trials();
    return new Text(
        Map.of(
            "en",
                nights
                    + " simulated nights of the plan in the journal's first entry, seed "
                    + forecast.sampling().seed()
                    + " (mean availability; P90: exceeded in one night"
                    + " of ten)",
            "zh",
                "对日志首条中的计划做 "
                    + nights
                    + " 次模拟，种子 "
                    + forecast.sampling().seed()
                    + "（平均可用性；P90 为十分之一的模拟会超过的值）"));
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

  /** This run's scores and those of the runs before it in the store, oldest first. */
  private List<Handed.RunScore> scores() {
    List<List<Entry>> all = new ArrayList<>();
    String own = journal.getFirst().run();
    Archive older = past;
    List<String> runs = older == null ? List.of() : older.runs();
    int at = runs.indexOf(own);
    List<String> before = at < 0 ? List.of() : runs.subList(at + 1, runs.size());
    for (String run : before.subList(0, Math.min(PAST_RUNS, before.size())).reversed()) {
      if (older != null && older.head(run).map(Entry::seq).orElse(0L) <= LONGEST) {
        List<Entry> read = new ArrayList<>();
        older.read(run, 1, read::add);
        all.add(read);
      }
    }
    if (entries <= LONGEST) {
      all.add(journal);
    }
    return score(all);
  }

  private static List<Handed.RunScore> score(List<List<Entry>> journals) {
    Experience experience = new Experience();
    List<Handed.RunScore> scores = new ArrayList<>();
    for (List<Entry> each : journals) {
      boolean ended = RunSummary.of(each).map(s -> s.state().ended()).orElse(false);
      if (ended) {
        try {
          Scorecard card =
              new Scorer(1, new Learnt(experience, new Laws()), experience).score(each);
          if (!card.scores().isEmpty()) {
            scores.add(
                new Handed.RunScore(
                    each.getFirst().run(),
                    card.crps(),
                    card.crpsPlanned(),
                    card.coverage(),
                    card.brier(),
                    card.scores().size()));
          }
        } catch (S22Exception unreadable) {
          // A run of an older plan language has no score; the others have.
          continue;
        }
      }
      experience.add(each);
    }
    return scores;
  }

  private List<Handed.Post> posts(Plan plan, Instant now) {
    RunStory story = new RunStory(plan, journal.getFirst());
    journal.stream().skip(1).forEach(story);
    Status status =
        Statuses.of(
            new Status.Site("s22", "S22", ""), List.of(story), posted.get(), Map.of(), at(now));
    List<Handed.Post> posts = new ArrayList<>();
    status
        .maintenances()
        .forEach(window ->
            window
                .updates()
                .forEach(update ->
                    posts.add(new Handed.Post(update.at(), "status page", update.body()))));
    return posts;
  }

  /** A rehearsal lives in another time: its page is looked at as it was at its end. */
  private Instant at(Instant now) {
    Instant last = journal.getLast().at();
    return last.isBefore(now.minusSeconds(3600)) ? last : now;
  }
}
