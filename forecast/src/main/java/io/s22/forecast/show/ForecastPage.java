package io.s22.forecast.show;

import io.s22.forecast.Forecast;
import io.s22.forecast.Forecast.Driver;
import io.s22.forecast.Forecast.ServiceAnswer;
import io.s22.forecast.Forecast.StageAnswer;
import io.s22.forecast.Forecast.StepAnswer;
import io.s22.forecast.Sentences;
import io.s22.forecast.answer.Estimate;
import io.s22.forecast.answer.Spread;
import java.util.Comparator;
import java.util.List;

/** A forecast as one HTML page, light or dark as the reader's system is, without other files. */
public final class ForecastPage {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #1d2433; --paper: #ffffff; --soft: #667085;
        --line: #d9dee7; --good: #2f6fdb; --bad: #c8442b; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e7eaf0; --paper: #12161f;
        --soft: #98a2b3; --line: #303847; --good: #6ea3ff; --bad: #ff8266; } }
      body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
        max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
      h1 { font-size: 1.6rem; margin-bottom: 0; } h2 { margin-top: 2.2rem; font-size: 1.2rem; }
      p.soft, td.soft { color: var(--soft); }
      table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; padding: .35rem .8rem .35rem 0; border-bottom: 1px solid var(--line);
        vertical-align: top; }
      th { font-weight: 600; color: var(--soft); }
      .figures { display: flex; flex-wrap: wrap; gap: 1rem 2.5rem; margin: 1.2rem 0; }
      .figures div { min-width: 8rem; } .figures b { display: block; font-size: 1.5rem; }
      svg { width: 100%; height: auto; display: block; margin: .6rem 0; }
      svg text { font: 13px system-ui, sans-serif; fill: var(--ink); }
      svg .good { fill: var(--good); } svg .bad { fill: var(--bad); }
      svg .limit { stroke: var(--ink); stroke-dasharray: 4 3; } svg .axis { stroke: var(--line); }
      """;

  private final Forecast forecast;
  private final StringBuilder out = new StringBuilder();

  private ForecastPage(Forecast forecast) {
    this.forecast = forecast;
  }

  /** The whole page. */
  public static String of(Forecast forecast) {
    ForecastPage page = new ForecastPage(forecast);
    page.head();
    page.run();
    page.services();
    page.stages();
    page.drivers();
    page.steps();
    page.turning();
    page.foot();
    return page.out.toString();
  }

  private void add(String... parts) {
    for (String part : parts) {
      out.append(part);
    }
    out.append('\n');
  }

  private static String safe(String text) {
    return Svg.escape(text);
  }

  private void row(String tag, String... cells) {
    out.append("<tr>");
    for (String cell : cells) {
      out.append('<')
          .append(tag)
          .append('>')
          .append(safe(cell))
          .append("</")
          .append(tag)
          .append('>');
    }
    out.append("</tr>\n");
  }

  private void head() {
    String title = "Forecast of " + forecast.plan();
    add("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">");
    add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    add("<title>", safe(title), "</title><style>", STYLE, "</style></head><body>");
    add("<h1>", safe(title), "</h1><p class=\"soft\">", safe(Words.window(forecast)), "</p>");
  }

  private void figure(Estimate share, String what) {
    figure(Sentences.percent(share.value()), what, Words.share(share));
  }

  /** {@code whole} is the value with its interval, which is shown where it says more. */
  private void figure(String value, String what, String whole) {
    String interval = whole.substring(Math.min(whole.length(), value.length())).strip();
    add("<div><b>", safe(value), "</b>", safe(what), "<br><small>");
    add(safe(interval), "</small></div>");
  }

  private void run() {
    Forecast.Run run = forecast.run();
    Spread finish = run.finish();
    add("<div class=\"figures\">");
    figure(clock(finish.p50()), "median end", Words.clock(forecast, finish.p50()));
    figure(clock(finish.p90()), "end in 9 of 10 nights", Words.clock(forecast, finish.p90()));
    figure(run.overrun(), "overrun");
    figure(run.done(), "all done");
    figure(run.partlyDone(), "partly done");
    figure(run.rolledBack(), "rolled back");
    figure(run.stuck(), "stuck");
    add("</div><h2>When the run ends</h2>");
    double close = java.time.Duration.between(forecast.opens(), forecast.closes()).toSeconds();
    add(Svg.columns(finish.histogram(), "When the run ends", close, s -> Words.clock(forecast, s)));
    Spread back = run.back();
    if (back != null) {
      add("<p>Something goes back in ", safe(Words.share(run.anyBack())));
      add(" of nights; that takes ", Words.time(back.mean()), " on average, in 9 of 10 ");
      add(Words.time(back.p90()), " at most.</p>");
    }
  }

  private String clock(Estimate seconds) {
    return Words.clock(forecast, seconds.value());
  }

  private void services() {
    if (forecast.services().isEmpty()) {
      return;
    }
    add("<h2>Services</h2><table>");
    row("th", "service", "available", "degraded", "promise kept");
    for (ServiceAnswer service : forecast.services()) {
      Estimate kept = service.keepsPromise();
      row(
          "td",
          service.service(),
          Words.share(service.availability()),
          Words.time(service.degraded()),
          kept == null ? "none made" : Words.share(kept));
    }
    add("</table>");
    spreads();
    costs();
    forecast.services().stream().filter(s -> s.untouched().value() < 1).forEach(this::service);
  }

  private void spreads() {
    add("<h3>Longest interruption</h3><table>");
    row("th", "service", "mean", "median", "9 of 10 nights", "95 of 100", "99 of 100");
    for (ServiceAnswer service : forecast.services()) {
      Spread longest = service.longest();
      row(
          "td",
          service.service(),
          Words.time(longest.mean()),
          Words.time(longest.p50()),
          Words.time(longest.p90()),
          Words.time(longest.p95()),
          Words.time(longest.p99()));
    }
    add("</table><h3>Available at least</h3><table>");
    row(
        "th",
        "service",
        "never down",
        "in half of all nights",
        "9 of 10",
        "95 of 100",
        "99 of 100");
    for (ServiceAnswer service : forecast.services()) {
      Forecast.AtLeast least = service.availabilityAtLeast();
      row(
          "td",
          service.service(),
          Words.share(service.untouched()),
          Words.share(least.p50()),
          Words.share(least.p90()),
          Words.share(least.p95()),
          Words.share(least.p99()));
    }
    add("</table>");
  }

  private void costs() {
    boolean any = forecast.services().stream().anyMatch(s -> s.credit() != null);
    if (!any && forecast.services().stream().allMatch(s -> s.userMinutes() == null)) {
      return;
    }
    add("<h3>What users lose</h3><table>");
    row("th", "service", "user-minutes", "users or more", "due to a user", "due to all");
    for (ServiceAnswer service : forecast.services()) {
      Estimate minutes = service.userMinutes();
      Estimate users = service.usersAffected();
      Estimate one = service.credit();
      Estimate all = service.creditAll();
      row(
          "td",
          service.service(),
          minutes == null ? "no curve given" : Words.number(minutes),
          users == null ? "" : Words.number(users),
          one == null ? "" : Words.money(forecast, one),
          all == null ? "" : Words.money(forecast, all));
    }
    add("</table>");
  }

  private void service(ServiceAnswer service) {
    double[] down = service.downAt().stream().mapToDouble(Estimate::value).toArray();
    double top = java.util.Arrays.stream(down).max().orElse(0);
    add("<h3>", safe(service.service()), "</h3><p class=\"soft\">Longest interruption</p>");
    add(
        Svg.columns(
            service.longest().histogram(),
            "Longest interruption of " + service.service(),
            Double.POSITIVE_INFINITY,
            Sentences::duration));
    if (top > 0) {
      add("<p class=\"soft\">Probability that it is down, over the window; the highest is ");
      add(Sentences.percent(top), "</p>");
      add(Svg.line(down, top, "When " + service.service() + " is down"));
    }
  }

  private void stages() {
    add("<h2>Stages</h2><table>");
    row("th", "stage", "median end", "9 of 10", "box ends", "late, or not done");
    for (StageAnswer stage : forecast.stages()) {
      Spread end = stage.end();
      row(
          "td",
          stage.stage(),
          end == null ? "never" : Words.around(forecast, end.p50()),
          end == null ? "never" : Words.around(forecast, end.p90()),
          Words.clock(forecast, stage.boxEnd()),
          Words.share(stage.late()));
    }
    add("</table>");
  }

  private void drivers() {
    if (!forecast.drivers().isEmpty()) {
      add("<h2>What would help</h2><ul>");
      for (Driver driver : forecast.drivers()) {
        add("<li>", safe(driver.sentence() + " (" + Words.gain(driver) + ")"), "</li>");
      }
      add("</ul>");
    }
  }

  private void steps() {
    List<Svg.Bar> bars =
        forecast.steps().stream()
            .filter(step -> step.criticality().value() > 0.001)
            .sorted(Comparator.comparingDouble((StepAnswer s) -> -s.criticality().value()))
            .limit(20)
            .map(ForecastPage::bar)
            .toList();
    add("<h2>Steps that decide the end</h2><p class=\"soft\">How often the run would have ended");
    add(
        "earlier had the step; then its rank correlation with the end and, of the first few, the share of");
    add("the end's variance that is left when all but this step is known (total Sobol index).</p>");
    add(Svg.bars(bars, "Criticality"));
  }

  private static Svg.Bar bar(StepAnswer step) {
    double critical = step.criticality().value();
    Estimate sobol = step.totalSobol();
    String text =
        Words.share(step.criticality())
            + ", "
            + Words.number(step.cruciality())
            + (sobol == null ? "" : ", " + Words.number(sobol));
    return new Svg.Bar(step.step(), critical, text);
  }

  private void turning() {
    if (forecast.turning().isEmpty()) {
      return;
    }
    add("<h2>Turning back</h2><table>");
    row("th", "once this step is under way", "undoing takes", "not after", "begun too late");
    for (Forecast.TurnPoint point : forecast.turning()) {
      row(
          "td",
          point.step(),
          Sentences.duration(point.reserve()),
          Words.latest(forecast, point.latest()),
          Words.share(point.missed()));
    }
    add("</table><p>", safe(Words.wayBack(forecast)), "</p>");
  }

  private void foot() {
    Forecast.Sampling sampling = forecast.sampling();
    add("<p class=\"soft\">", String.format("%,d", sampling.trials()), " nights simulated, seed ");
    add(Long.toString(sampling.seed()), "; in brackets the ", Sentences.percent(sampling.level()));
    add(" interval. ", safe(String.join(" ", forecast.basis())), "</p></body></html>");
  }
}
