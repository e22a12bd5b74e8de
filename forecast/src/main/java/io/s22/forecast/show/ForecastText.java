package io.s22.forecast.show;

import io.s22.forecast.Forecast;
import io.s22.forecast.Forecast.ServiceAnswer;
import io.s22.forecast.Forecast.StageAnswer;
import io.s22.forecast.Forecast.StepAnswer;
import io.s22.forecast.Sentences;
import io.s22.forecast.answer.Estimate;
import io.s22.forecast.answer.Spread;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A forecast as an operator reads it in a terminal. */
public final class ForecastText {
  private final Forecast forecast;
  private final StringBuilder out = new StringBuilder();

  private ForecastText(Forecast forecast) {
    this.forecast = forecast;
  }

  /** The whole forecast, about 80 characters wide. */
  public static String of(Forecast forecast) {
    ForecastText text = new ForecastText(forecast);
    text.head();
    text.run();
    text.stages();
    text.services();
    text.steps();
    text.drivers();
    text.turning();
    text.basis();
    return text.out.toString();
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }

  private void head() {
    line("Forecast of %s, %s", forecast.plan(), Words.window(forecast));
    Forecast.Sampling sampling = forecast.sampling();
    line(
        "%,d nights simulated (%d scrambles, seed %d); in brackets, and behind ±, the %s interval",
        sampling.trials(),
        sampling.scrambles(),
        sampling.seed(),
        Sentences.percent(sampling.level()));
    if (!forecast.drivers().isEmpty()) {
      line(
          "what would help rests on %,d of them, simulated again with the change",
          sampling.pairs());
    }
    line("where a figure has none, both ends of its interval round to it");
  }

  private void run() {
    Forecast.Run run = forecast.run();
    Spread finish = run.finish();
    line("");
    line("The run");
    line("  ends            %s at the median,", Words.around(forecast, finish.p50()));
    line("                  %s in 9 of 10 nights,", Words.around(forecast, finish.p90()));
    line("                  %s in 99 of 100", Words.around(forecast, finish.p99()));
    double from = finish.histogram().from();
    double to = from + finish.histogram().width() * finish.histogram().counts().length;
    line(
        "                  %s |%s| %s",
        Words.clock(forecast, from), Words.bars(finish.histogram()), Words.clock(forecast, to));
    line("  overrun         %s", Words.share(run.overrun()));
    line("  all done        %s", Words.share(run.done()));
    line("  partly done     %s", Words.share(run.partlyDone()));
    line("  rolled back     %s", Words.share(run.rolledBack()));
    if (run.turnedBack().value() > 0) {
      line("    time got short %s", Words.share(run.turnedBack()));
    }
    line("  stuck           %s", Words.share(run.stuck()));
    Spread back = run.back();
    if (back != null) {
      line(
          "  going back      in %s of nights; then %s on average, %s in 9 of 10",
          Words.share(run.anyBack()), Words.time(back.mean()), Words.time(back.p90()));
    }
  }

  private String clock(Estimate seconds) {
    return Words.around(forecast, seconds);
  }

  private void stages() {
    line("");
    line("%-28s %-16s %-16s %-10s %s", "Stages", "median", "9 of 10", "box ends", "late or not");
    for (StageAnswer stage : forecast.stages()) {
      Spread end = stage.end();
      line(
          "  %-26s %-16s %-16s %-10s %s",
          stage.stage(),
          end == null ? "never" : clock(end.p50()),
          end == null ? "never" : clock(end.p90()),
          Words.clock(forecast, stage.boxEnd()),
          Words.share(stage.late()));
    }
  }

  private void services() {
    if (forecast.services().isEmpty()) {
      return;
    }
    line("");
    line(
        "%-22s %-26s %-22s %-10s %s",
        "Services", "available", "longest interruption", "degraded", "promise kept");
    for (ServiceAnswer service : forecast.services()) {
      Estimate kept = service.keepsPromise();
      Spread longest = service.longest();
      line(
          "  %-20s %-26s %-22s %-10s %s",
          service.service(),
          Words.share(service.availability()),
          Words.time(longest.p50()) + ", P95 " + Words.time(longest.p95()),
          Words.time(service.degraded()),
          kept == null ? "none made" : Words.share(kept));
      costs(service);
    }
    List<ServiceAnswer> touched =
        forecast.services().stream().filter(s -> s.untouched().value() < 1).toList();
    if (!touched.isEmpty()) {
      longest(touched);
      reached(touched);
    }
  }

  private void longest(List<ServiceAnswer> touched) {
    line("");
    spread("Longest interruption", "mean", "median", "9 of 10", "95 of 100", "99 of 100");
    for (ServiceAnswer service : touched) {
      Spread longest = service.longest();
      spread(
          "  " + service.service(),
          Words.time(longest.mean()),
          Words.time(longest.p50()),
          Words.time(longest.p90()),
          Words.time(longest.p95()),
          Words.time(longest.p99()));
    }
  }

  private void reached(List<ServiceAnswer> touched) {
    line("");
    spread("Available at least", "never down", "in 1 of 2", "in 9 of 10", "95 of 100", "99 of 100");
    for (ServiceAnswer service : touched) {
      Forecast.AtLeast least = service.availabilityAtLeast();
      spread(
          "  " + service.service(),
          Words.share(service.untouched()),
          Words.share(least.p50()),
          Words.share(least.p90()),
          Words.share(least.p95()),
          Words.share(least.p99()));
    }
  }

  private void spread(String... cells) {
    line("%-22s %-20s %-20s %-20s %-20s %s", (Object[]) cells);
  }

  private void costs(ServiceAnswer service) {
    Estimate minutes = service.userMinutes();
    Estimate credit = service.credit();
    if (minutes != null && minutes.value() >= 0.005) {
      line("    %s user-minutes lost on average", Words.number(minutes));
      Estimate users = service.usersAffected();
      if (users != null) {
        line("    %s users or more meet it on average", Words.number(users));
      }
    }
    if (credit != null && credit.value() >= 0.005) {
      line(
          "    %s due to a user on average, at the rate of the plan",
          Words.money(forecast, credit));
    }
    Estimate all = service.creditAll();
    if (all != null && all.value() >= 0.005) {
      line("    %s due to all users on average", Words.money(forecast, all));
    }
  }

  private void steps() {
    List<StepAnswer> top =
        forecast.steps().stream()
            .filter(step -> step.criticality().value() > 0.001)
            .sorted(Comparator.comparingDouble(step -> -step.criticality().value()))
            .limit(12)
            .toList();
    line("");
    line(
        "Critical: the run would have ended earlier had the step; cruciality: rank correlation of its");
    line(
        "length with the end; total Sobol: share of the end's variance that only knowing it removes");
    line("%-28s %-18s %-20s %-18s %s", "Steps", "takes", "critical", "cruciality", "total Sobol");
    for (StepAnswer step : top) {
      line(
          "  %-26s %-18s %-20s %-18s %s",
          step.step(),
          Words.time(step.takes()),
          Words.share(step.criticality()),
          Words.number(step.cruciality()),
          Optional.ofNullable(step.totalSobol()).map(Words::number).orElse(""));
    }
  }

  private void drivers() {
    if (!forecast.drivers().isEmpty()) {
      line("");
      line("What would help");
      forecast
          .drivers()
          .forEach(driver -> line("  %s (%s)", driver.sentence(), Words.gain(driver)));
    }
  }

  private void turning() {
    if (forecast.turning().isEmpty()) {
      return;
    }
    line("");
    line("%-28s %-12s %-12s %s", "Turning back", "reserve", "not after", "begun too late");
    for (Forecast.TurnPoint point : forecast.turning()) {
      line(
          "  %-26s %-12s %-12s %s",
          point.step(),
          Sentences.duration(point.reserve()),
          Words.latest(forecast, point.latest()),
          Words.share(point.missed()));
    }
    if (!Words.wayBack(forecast).isEmpty()) {
      line("  %s", Words.wayBack(forecast));
    }
  }

  private void basis() {
    line("");
    forecast.basis().forEach(sentence -> line("%s", sentence));
  }
}
