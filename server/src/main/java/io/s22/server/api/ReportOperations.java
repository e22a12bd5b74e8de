package io.s22.server.api;

import static io.s22.server.api.Operation.get;

import io.s22.report.Report;
import io.s22.report.doc.HtmlPage;
import io.s22.report.doc.JsonForm;
import io.s22.report.print.Printer;
import io.s22.server.Denied;
import io.s22.server.api.Operation.Trait;
import io.s22.server.office.Reports;
import io.s22.server.people.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What is said of runs afterwards, and what errors mean. */
final class ReportOperations {
  private static final Pattern CODE = Pattern.compile("S22-[0-9]{4}");

  private final Reports reports;

  ReportOperations(Reports reports) {
    this.reports = reports;
  }

  /** The page of an error. */
  record ErrorPage(String code, String title, String text) {}

  List<Operation> all() {
    return List.of(
        report("", "getReport", "The report of a run, as a page.", this::page).gives("text/html"),
        report("/facts", "getReportFacts", "The report of a run, for programs.", this::facts)
            .gives(Object.class),
        report("/print", "printReport", "The report of a run, as PDF.", this::print)
            .gives("application/pdf"),
        get(
                "/runs/{run}/score",
                Scope.RUNS_READ,
                "scoreRun",
                "How good the forecast of an ended run was.",
                ask -> Reply.text(Reply.JSON, reports.score(ask.tenant(), ask.at("run"))))
            .gives(Object.class)
            .trait(Trait.HEAVY),
        get(
                "/errors/{code}",
                Scope.SELF,
                "explainError",
                "What an error code means, and how to mend it.",
                this::explain)
            .gives(ErrorPage.class));
  }

  private static Operation report(
      String path, String id, String summary, Operation.Handler handler) {
    return get("/runs/{run}/report" + path, Scope.RUNS_READ, id, summary, handler)
        .query("lang", "en or zh")
        .trait(Trait.HEAVY);
  }

  private Report made(Ask ask) {
    String lang = ask.query().getOrDefault("lang", "en");
    if (!List.of("en", "zh").contains(lang)) {
      throw Denied.malformed("There is no report in that language.", "Take en or zh.");
    }
    return reports.report(
        ask.tenant(), ask.at("run"), lang.equals("zh") ? Locale.CHINESE : Locale.ENGLISH);
  }

  private Reply page(Ask ask) {
    return Reply.text("text/html", HtmlPage.onScreen(made(ask)));
  }

  private Reply facts(Ask ask) {
    return Reply.text(Reply.JSON, JsonForm.of(made(ask)));
  }

  private Reply print(Ask ask) {
    Report report = made(ask);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Printer().print(HtmlPage.onPaper(report), report.made(), out);
    return new Reply(200, "application/pdf", out.toByteArray(), Map.of());
  }

  private Reply explain(Ask ask) {
    String code = ask.at("code").toUpperCase(Locale.ROOT);
    Path page = Path.of(System.getProperty("s22.home", "."), "docs", "errors", code + ".md");
    if (!CODE.matcher(code).matches() || !Files.isRegularFile(page)) {
      throw Denied.missing("error '" + ask.at("code") + "'");
    }
    try {
      String text = Files.readString(page);
      String title = text.lines().findFirst().orElse(code).replaceFirst("^# S22-[0-9]{4}: ", "");
      return Reply.of(new ErrorPage(code, title, text));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + page, e);
    }
  }
}
