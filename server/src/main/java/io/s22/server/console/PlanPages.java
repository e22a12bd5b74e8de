package io.s22.server.console;

import io.s22.forecast.Forecast;
import io.s22.forecast.show.ForecastPage;
import io.s22.forecast.show.Voice;
import io.s22.plan.Problem;
import io.s22.plan.check.CheckReport;
import io.s22.server.Denied;
import io.s22.server.Reception;
import io.s22.server.office.Diff;
import io.s22.server.office.Foresight;
import io.s22.server.office.PlanShelf;
import io.s22.server.office.RunDesk;
import io.s22.server.people.Scope;
import io.s22.window.choice.ChoiceHtml;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Plans: the shelf, one plan with its check and what changed, its pictures. */
public final class PlanPages {
  private final Reception front;

  PlanPages(Reception front) {
    this.front = front;
  }

  /** A plan in the list. */
  public record Line(PlanShelf.Version version, int errors, int warnings) {}

  View get(Visit visit) {
    String plan = visit.at(1);
    if (plan.isEmpty()) {
      return list(visit, "", "");
    }
    return switch (visit.at(2)) {
      case "" -> one(visit, plan);
      case "forecast" -> frame(visit, plan, visit.say("Forecast of ", "预测："));
      case "window" -> frame(visit, plan, visit.say("Window of ", "窗口选择："));
      case "picture" -> picture(visit, plan);
      default -> throw Denied.missing("such page");
    };
  }

  View post(Visit visit) {
    if (visit.at(1).isEmpty()) {
      return put(visit);
    }
    if (visit.at(2).equals("start")) {
      return start(visit);
    }
    throw Denied.missing("such page");
  }

  private View list(Visit visit, String name, String text) {
    List<Line> lines = front.shelf().all(visit.tenant()).stream().map(PlanPages::line).toList();
    return View.page(
        "plans.jte",
        Map.of(
            "frame", visit.frame(visit.say("Plans", "计划")),
            "lines", lines,
            "name", name,
            "text", text));
  }

  private static Line line(PlanShelf.Version version) {
    CheckReport report = PlanShelf.check(version.plan(), version.text());
    return new Line(version, report.errors(), report.warnings());
  }

  private View put(Visit visit) {
    need(visit, Scope.PLANS_WRITE);
    String text = visit.fields().getOrDefault("text", "").replace("\r\n", "\n");
    PlanShelf.Version put =
        front.shelf().put(visit.tenant(), visit.field("plan"), text, visit.caller().login());
    front
        .audit()
        .happened(
            visit.tenant(),
            visit.caller().login(),
            "plan-put",
            "plan",
            put.plan(),
            "version",
            Long.toString(put.version()));
    return View.go("/console/plans/" + put.plan() + "?done=plan");
  }

  static void need(Visit visit, Scope scope) {
    if (!visit.caller().may(scope)) {
      throw Denied.forbidden("This wants the right " + scope.code() + ".");
    }
  }

  private View one(Visit visit, String plan) {
    PlanShelf.Version newest = front.shelf().get(visit.tenant(), plan);
    long wanted = visit.number("version", newest.version());
    PlanShelf.Version shown = front.shelf().get(visit.tenant(), plan, wanted);
    List<PlanShelf.Version> versions = front.shelf().versions(visit.tenant(), plan).reversed();
    List<Diff.Line> diff =
        versions.stream()
            .filter(each -> each.version() < wanted && !each.text().isEmpty())
            .findFirst()
            .map(before -> Diff.of(before.text(), shown.text()))
            .orElse(List.of());
    List<Problem> problems = PlanShelf.check(plan, shown.text()).problems();
    return View.page(
        "plan.jte",
        Map.of(
            "frame",
            visit.frame(visit.say("Plan ", "计划 ") + plan),
            "shown",
            shown,
            "newest",
            newest.version(),
            "versions",
            versions,
            "problems",
            problems,
            "diff",
            Hunks.of(diff)));
  }

  private View frame(Visit visit, String plan, String title) {
    PlanShelf.Version version = front.shelf().get(visit.tenant(), plan);
    return View.page(
        "picture.jte",
        Map.of(
            "frame", visit.frame(title + plan),
            "plan", version.plan(),
            "kind", visit.at(2)));
  }

  private View picture(Visit visit, String plan) {
    PlanShelf.Version version = front.shelf().get(visit.tenant(), plan);
    Locale locale = Locale.of(visit.say("en", "zh"));
    if (visit.field("of").equals("window")) {
      return new View.Picture(
          ChoiceHtml.of(front.foresight().window(visit.tenant(), version), locale));
    }
    Forecast forecast = front.foresight().forecast(visit.tenant(), version);
    Voice voice = Foresight.voice(version.plan(), version.text(), locale);
    return new View.Picture(ForecastPage.of(forecast, voice));
  }

  private View start(Visit visit) {
    need(visit, Scope.RUNS_START);
    String at = visit.field("at");
    boolean now = visit.field("when").equals("now");
    RunDesk.Order order =
        new RunDesk.Order(
            visit.at(1),
            null,
            now,
            now || at.isEmpty() ? null : at,
            visit.field("reason"),
            Map.of(),
            visit.field("simulate").isEmpty() ? List.of() : List.of("all"));
    String run = front.runs().start(visit.caller(), order);
    return View.go("/console/runs/" + run + "?done=start");
  }
}
