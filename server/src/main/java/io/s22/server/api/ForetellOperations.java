package io.s22.server.api;

import static io.s22.server.api.Operation.of;

import io.s22.forecast.Forecast;
import io.s22.forecast.show.ForecastJson;
import io.s22.forecast.show.ForecastPage;
import io.s22.forecast.show.ForecastText;
import io.s22.forecast.show.Voice;
import io.s22.server.Denied;
import io.s22.server.api.Operation.Method;
import io.s22.server.api.Operation.Trait;
import io.s22.server.office.Foresight;
import io.s22.server.office.RunDesk;
import io.s22.server.people.Scope;
import io.s22.window.choice.ChoiceHtml;
import io.s22.window.choice.ChoiceJson;
import io.s22.window.choice.ChoiceText;
import io.s22.window.reason.CaseForUpgrade;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Plans that are not on the shelf: foretold, placed in time, and asked for their reasons. */
final class ForetellOperations {
  private static final String YAML = "application/yaml";
  private static final String HTML = "text/html";
  private static final String PLAIN = "text/plain";
  private static final String LANG = "en or zh; en where left out";
  private static final int TRIALS = 16_384;
  private static final int MOST_TRIALS = 1_000_000;
  private static final int MOST_DRIVERS = 20;
  private static final int MOST_WINDOWS = 100;
  private static final int MOST_DAYS = 366;

  private final Foresight foresight;
  private final RunDesk runs;

  ForetellOperations(Foresight foresight, RunDesk runs) {
    this.foresight = foresight;
    this.runs = runs;
  }

  /** What a plan gives as its reasons, and whether they hold. */
  record Reasons(List<CaseForUpgrade.Finding> findings) {}

  List<Operation> all() {
    List<Operation> all = new ArrayList<>();
    all.add(forecast("", "forecast", Reply.JSON, (forecast, voice) -> ForecastJson.of(forecast)));
    all.add(forecast(".html", "forecastPage", HTML, ForecastPage::of).query("lang", LANG));
    all.add(forecast(".txt", "forecastText", PLAIN, ForecastText::of).query("lang", LANG));
    all.add(window("", "window", Reply.JSON, (chosen, in) -> ChoiceJson.of(chosen.choice())));
    all.add(
        window(".html", "windowPage", HTML, (chosen, in) -> ChoiceHtml.of(chosen.choice(), in))
            .query("lang", LANG));
    all.add(
        window(".txt", "windowText", PLAIN, (chosen, in) -> ChoiceText.of(chosen.choice(), in))
            .query("lang", LANG));
    all.add(window(".yaml", "windowPlan", YAML, (chosen, in) -> written(chosen)));
    all.add(
        of(
                Method.POST,
                "/why",
                Scope.PLANS_READ,
                "why",
                "Whether a plan's reasons hold, as written and as the counted traffic says.",
                this::why)
            .takes(String.class)
            .gives(Reasons.class)
            .query("days", "how many days back are measured, 1 to 366; 7 where left out"));
    return all;
  }

  private Operation forecast(
      String form, String id, String type, BiFunction<Forecast, Voice, String> written) {
    return form(
            of(
                    Method.POST,
                    "/forecast" + form,
                    Scope.PLANS_READ,
                    id,
                    "What a plan will do, whether it is on the shelf or not.",
                    ask -> Reply.text(type, written.apply(forecast(ask), voice(ask))))
                .takes(String.class),
            type)
        .query("name", "how the plan is called")
        .query("trials", "at least so many nights, to 1000000; 16384 where left out")
        .query("seed", "a number; 1 where left out")
        .query("level", "with which probability an interval holds the truth; 0.95 where left out")
        .query("drivers", "for how many steps to ask what a change brings; 5 where left out")
        .query("window", "the plan's window by number; 1 where left out")
        .query("learn", "yes: durations and failures are learnt from the runs here")
        .trait(Trait.HEAVY);
  }

  private Operation window(
      String form, String id, String type, BiFunction<Foresight.Chosen, Locale, String> written) {
    return form(
            of(
                    Method.POST,
                    "/window" + form,
                    Scope.PLANS_READ,
                    id,
                    form.equals(".yaml")
                        ? "A plan with the window that hurts least written into it."
                        : "When a plan hurts least, by the traffic counted here.",
                    ask ->
                        Reply.text(type, written.apply(chosen(ask), ReportOperations.locale(ask))))
                .takes(String.class),
            type)
        .query("name", "how the plan is called")
        .query("boxes", "yes: scored by the plan's boxes, without a forecast")
        .query("as-of", "chosen as if it were this time, as 2024-03-01T09:00; now where left out")
        .trait(Trait.HEAVY);
  }

  private static Operation form(Operation operation, String type) {
    return type.equals(Reply.JSON) ? operation.gives(Object.class) : operation.gives(type);
  }

  private Forecast forecast(Ask ask) {
    return foresight.forecast(
        runs.journals(ask.tenant()),
        name(ask),
        ask.text(),
        new Foresight.Wish(
            (int) ask.number("trials", TRIALS, 1, MOST_TRIALS),
            ask.number("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE),
            ask.share("level", 0.95, 0.5, 0.9999),
            (int) ask.number("drivers", 5, 0, MOST_DRIVERS),
            (int) ask.number("window", 1, 1, MOST_WINDOWS),
            ask.yes("learn")));
  }

  private static Voice voice(Ask ask) {
    return Foresight.voice(name(ask), ask.text(), ReportOperations.locale(ask));
  }

  private Foresight.Chosen chosen(Ask ask) {
    return foresight.window(
        ask.tenant(), name(ask), ask.text(), ask.yes("boxes"), time(ask.query().get("as-of")));
  }

  private static String written(Foresight.Chosen chosen) {
    return chosen
        .written()
        .orElseThrow(() ->
            Denied.conflict(
                "No window can be: each is ruled out.", "'POST /window' says by what."));
  }

  private Reply why(Ask ask) {
    int days = (int) ask.number("days", 7, 1, MOST_DAYS);
    return Reply.of(new Reasons(foresight.why(ask.tenant(), "plan.yaml", ask.text(), days)));
  }

  private static String name(Ask ask) {
    String name = ask.query().getOrDefault("name", "plan.yaml");
    return name.substring(0, Math.min(name.length(), 200));
  }

  private static @Nullable LocalDateTime time(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return LocalDateTime.parse(text.replace(' ', 'T'));
    } catch (DateTimeParseException e) {
      throw Denied.malformed("'as-of' is no time.", "Write it as 2024-03-01T09:00.");
    }
  }
}
