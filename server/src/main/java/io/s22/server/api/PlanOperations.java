package io.s22.server.api;

import static io.s22.server.api.Operation.get;
import static io.s22.server.api.Operation.of;

import io.s22.forecast.Forecast;
import io.s22.forecast.show.ForecastJson;
import io.s22.plan.yaml.PlanSchema;
import io.s22.server.api.Operation.Method;
import io.s22.server.api.Operation.Trait;
import io.s22.server.office.Diff;
import io.s22.server.office.Foresight;
import io.s22.server.office.PlanShelf;
import io.s22.server.people.Audit;
import io.s22.server.people.Scope;
import io.s22.window.choice.ChoiceJson;
import java.time.Instant;
import java.util.List;

/** Plans: put, look, compare, check, foretell. */
final class PlanOperations {
  private static final String YAML = "application/yaml";
  private static final String MARK = "plans/";

  private final PlanShelf shelf;
  private final Foresight foresight;
  private final Audit audit;

  PlanOperations(PlanShelf shelf, Foresight foresight, Audit audit) {
    this.shelf = shelf;
    this.foresight = foresight;
    this.audit = audit;
  }

  /** A plan in a list. */
  record PlanLine(String plan, long version, String hash, Instant at, String by) {
    static PlanLine of(PlanShelf.Version each) {
      return new PlanLine(each.plan(), each.version(), each.hash(), each.at(), each.by());
    }
  }

  /** What differs between two versions. */
  record Difference(String plan, long from, long to, List<Diff.Line> lines) {}

  /** What is wrong with a plan. */
  record Findings(String file, int errors, int warnings, List<Finding> problems) {}

  /** One thing that is wrong. */
  record Finding(
      String code, String severity, int line, int column, String what, String mend, String page) {}

  List<Operation> all() {
    return List.of(
        get("/plans", Scope.PLANS_READ, "listPlans", "Every plan, its newest version.", this::list)
            .gives(PlanLine.class)
            .paged(),
        get("/plans/{plan}", Scope.PLANS_READ, "getPlan", "A plan's newest version.", this::one)
            .gives(PlanLine.class),
        of(Method.PUT, "/plans/{plan}", Scope.PLANS_WRITE, "putPlan", "Write a version.", this::put)
            .takes(String.class)
            .gives(PlanLine.class),
        of(
            Method.DELETE,
            "/plans/{plan}",
            Scope.PLANS_WRITE,
            "deletePlan",
            "Take a plan off the shelf; its versions stay.",
            this::delete),
        get("/plans/{plan}/text", Scope.PLANS_READ, "getPlanText", "The YAML.", this::text)
            .gives(YAML),
        get(
                "/plans/{plan}/versions",
                Scope.PLANS_READ,
                "listPlanVersions",
                "Every version, oldest first.",
                this::versions)
            .gives(PlanLine.class)
            .paged(),
        get(
                "/plans/{plan}/versions/{version}",
                Scope.PLANS_READ,
                "getPlanVersion",
                "One version.",
                this::version)
            .gives(PlanLine.class),
        get(
                "/plans/{plan}/versions/{version}/text",
                Scope.PLANS_READ,
                "getPlanVersionText",
                "The YAML of one version.",
                ask -> Reply.text(YAML, found(ask).text()))
            .gives(YAML),
        get("/plans/{plan}/diff", Scope.PLANS_READ, "diffPlan", "What changed.", this::diff)
            .gives(Difference.class)
            .query("from", "a version; the one before 'to' where left out")
            .query("to", "a version; the newest where left out"),
        get("/plans/{plan}/check", Scope.PLANS_READ, "checkPlan", "What is wrong.", this::check)
            .gives(Findings.class),
        of(
                Method.POST,
                "/check",
                Scope.PLANS_READ,
                "check",
                "What is wrong with a text.",
                this::any)
            .takes(String.class)
            .gives(Findings.class)
            .query("name", "how the findings call the file"),
        get(
                "/plans/{plan}/forecast",
                Scope.PLANS_READ,
                "forecastPlan",
                "What it will do.",
                this::forecast)
            .gives(Object.class)
            .trait(Trait.HEAVY),
        get(
                "/plans/{plan}/window",
                Scope.PLANS_READ,
                "chooseWindow",
                "When it hurts least.",
                this::window)
            .gives(Object.class)
            .trait(Trait.HEAVY),
        get(
                "/schemas/plan",
                Scope.PLANS_READ,
                "planSchema",
                "The plan language as JSON Schema.",
                this::schema)
            .gives(Object.class));
  }

  private Reply list(Ask ask) {
    List<PlanLine> lines = shelf.all(ask.tenant()).stream().map(PlanLine::of).toList();
    return Cursor.slice(ask, lines, PlanLine::plan);
  }

  private Reply one(Ask ask) {
    return Reply.of(PlanLine.of(shelf.get(ask.tenant(), ask.at("plan"))));
  }

  private Reply put(Ask ask) {
    String plan = ask.at("plan");
    PlanShelf.Version put = shelf.put(ask.tenant(), plan, ask.text(), ask.caller().login());
    happened(ask, "plan-put", put.version());
    return put.version() == 1
        ? Reply.created("/api/v1/" + MARK + plan, PlanLine.of(put))
        : Reply.of(PlanLine.of(put));
  }

  private Reply delete(Ask ask) {
    shelf.remove(ask.tenant(), ask.at("plan"), ask.caller().login());
    happened(ask, "plan-removed", 0);
    return Reply.done();
  }

  private void happened(Ask ask, String kind, long version) {
    audit.happened(
        ask.tenant(),
        ask.caller().login(),
        kind,
        "plan",
        ask.at("plan"),
        "version",
        Long.toString(version),
        "via",
        ask.caller().via());
  }

  private Reply text(Ask ask) {
    return Reply.text(YAML, shelf.get(ask.tenant(), ask.at("plan")).text());
  }

  private Reply versions(Ask ask) {
    shelf.get(ask.tenant(), ask.at("plan"));
    List<PlanLine> lines =
        shelf.versions(ask.tenant(), ask.at("plan")).stream().map(PlanLine::of).toList();
    return Cursor.slice(ask, lines, line -> "%019d".formatted(line.version()));
  }

  private PlanShelf.Version found(Ask ask) {
    return shelf.get(ask.tenant(), ask.at("plan"), ask.number("version"));
  }

  private Reply version(Ask ask) {
    return Reply.of(PlanLine.of(found(ask)));
  }

  private Reply diff(Ask ask) {
    String plan = ask.at("plan");
    long newest = shelf.get(ask.tenant(), plan).version();
    long to = ask.number("to", newest, 1, newest);
    long from = ask.number("from", Math.max(1, to - 1), 1, newest);
    String before = shelf.get(ask.tenant(), plan, from).text();
    String after = shelf.get(ask.tenant(), plan, to).text();
    return Reply.of(new Difference(plan, from, to, Diff.of(before, after)));
  }

  private Reply check(Ask ask) {
    PlanShelf.Version plan = shelf.get(ask.tenant(), ask.at("plan"));
    return Reply.text(Reply.JSON, PlanShelf.check(plan.plan(), plan.text()).json());
  }

  private Reply any(Ask ask) {
    String name = ask.query().getOrDefault("name", "plan.yaml");
    String cut = name.substring(0, Math.min(name.length(), 200));
    return Reply.text(Reply.JSON, PlanShelf.check(cut, ask.text()).json());
  }

  private Reply forecast(Ask ask) {
    Forecast forecast = foresight.forecast(ask.tenant(), shelf.get(ask.tenant(), ask.at("plan")));
    return Reply.text(Reply.JSON, ForecastJson.of(forecast));
  }

  private Reply window(Ask ask) {
    return Reply.text(
        Reply.JSON,
        ChoiceJson.of(foresight.window(ask.tenant(), shelf.get(ask.tenant(), ask.at("plan")))));
  }

  private Reply schema(Ask ask) {
    return Reply.text("application/schema+json", PlanSchema.json());
  }
}
