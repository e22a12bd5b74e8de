package io.s22.server.office;

import io.s22.forecast.Forecast;
import io.s22.forecast.Forecastable;
import io.s22.forecast.Forecaster;
import io.s22.forecast.Options;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.plan.Plan;
import io.s22.plan.Text;
import io.s22.plan.yaml.PlanReader;
import io.s22.report.Handed;
import io.s22.report.Report;
import io.s22.report.doc.HtmlPage;
import io.s22.report.doc.JsonForm;
import io.s22.report.print.Printer;
import io.s22.run.Clock;
import io.s22.server.Denied;
import io.s22.store.JdbcRunStore;
import io.s22.tell.RunStory;
import io.s22.tell.Status;
import io.s22.tell.Statuses;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The health report of a run, made when somebody asks: one at a time, for each takes seconds. */
public final class ReportDesk {
  private static final int TRIALS = 2_048;

  /** Longer journals are not forecast again, as on the command line. */
  private static final long LONGEST = 20_000;

  private final RunDesk runs;
  private final Supplier<Newsstand> stand;
  private final Clock clock;
  private final ReentrantLock one = new ReentrantLock();

  public ReportDesk(RunDesk runs, Supplier<Newsstand> stand, Clock clock) {
    this.runs = runs;
    this.stand = stand;
    this.clock = clock;
  }

  /** Which form of it. */
  public enum Form {
    HTML("text/html; charset=utf-8"),
    PDF("application/pdf"),
    JSON("application/json");

    private final String type;

    Form(String type) {
      this.type = type;
    }

    /** Its media type. */
    public String type() {
      return type;
    }
  }

  /**
   * The report of a run.
   *
   * @throws Denied S22-9305 when the tenant has no such run
   */
  public byte[] make(String tenant, String run, Form form, Locale locale) {
    RunDesk.Line line = runs.line(tenant, run);
    JdbcRunStore journals = runs.journals(tenant);
    one.lock();
    try {
      Instant now = clock.now();
      Handed handed = line.entries() <= LONGEST ? handed(tenant, run, now) : Handed.NOTHING;
      Report report = Report.of(reader -> journals.read(run, 1, reader), handed, now, locale);
      return switch (form) {
        case HTML -> HtmlPage.onScreen(report).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        case JSON -> JsonForm.of(report).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        case PDF -> printed(report);
      };
    } finally {
      one.unlock();
    }
  }

  private static byte[] printed(Report report) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Printer().print(HtmlPage.onPaper(report), report.made(), out);
    return out.toByteArray();
  }

  private Handed handed(String tenant, String run, Instant now) {
    Event.RunOpened opened = runs.opened(tenant, run);
    var loaded = PlanReader.read(opened.planName(), opened.planText());
    Plan plan = loaded.plan().orElse(null);
    if (plan == null) {
      return Handed.NOTHING;
    }
    List<Handed.ServiceForecast> forecasts = new ArrayList<>();
    Text method = Text.of("");
    if (Forecastable.obstacles(PlanShelf.check(loaded).problems()).isEmpty()) {
      Forecast forecast =
          Forecaster.forecast(plan, Options.of(1, 1).withTrials(TRIALS).withDrivers(0));
      forecast.services().forEach(each -> forecasts.add(service(each)));
      method = method();
    }
    return new Handed(
        forecasts, method, List.of(), posts(tenant, run, plan, now), List.of(), List.of(), null);
  }

  private static Text method() {
    return new Text(
        Map.of(
            "en",
            TRIALS + " simulated nights of the plan in the journal's first entry, seed 1",
            "zh",
            "对日志首条中的计划做 " + TRIALS + " 次模拟，种子 1"));
  }

  private static Handed.ServiceForecast service(Forecast.ServiceAnswer answer) {
    var keeps = answer.keepsPromise();
    return new Handed.ServiceForecast(
        answer.service(),
        answer.availability().value(),
        answer.down().p50().value(),
        answer.down().p90().value(),
        answer.longest().p90().value(),
        keeps == null ? null : keeps.value());
  }

  /** What the status page said of it, by people and by itself. */
  private List<Handed.Post> posts(String tenant, String run, Plan plan, Instant now) {
    List<Entry> entries = new ArrayList<>();
    runs.journals(tenant)
        .read(
            run,
            1,
            entry -> {
              if (!(entry.event() instanceof Event.Measured)) {
                entries.add(entry);
              }
            });
    RunStory story = new RunStory(plan, entries.getFirst());
    entries.stream().skip(1).forEach(story);
    List<Handed.Post> posts = new ArrayList<>();
    Statuses.of(
            new Status.Site("s22", "S22", ""),
            List.of(story),
            stand.get().posts(tenant),
            Map.of(),
            now)
        .maintenances()
        .forEach(window ->
            window
                .updates()
                .forEach(update ->
                    posts.add(new Handed.Post(update.at(), "status page", update.body()))));
    return posts;
  }
}
