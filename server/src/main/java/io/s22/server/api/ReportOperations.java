package io.s22.server.api;

import static io.s22.server.api.Operation.get;

import io.s22.server.Denied;
import io.s22.server.office.ReportDesk;
import io.s22.server.office.ReportDesk.Form;
import io.s22.server.people.Scope;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The health report of a run, in three forms. */
final class ReportOperations {
  private final ReportDesk reports;

  ReportOperations(ReportDesk reports) {
    this.reports = reports;
  }

  List<Operation> all() {
    return List.of(
        report("report", Form.JSON, "getReport", "The health report, for programs."),
        report("report.html", Form.HTML, "getReportPage", "The health report, one page."),
        report("report.pdf", Form.PDF, "getReportPdf", "The health report, to print."));
  }

  private Operation report(String name, Form form, String id, String does) {
    return get("/runs/{run}/" + name, Scope.RUNS_READ, id, does, ask -> make(ask, form))
        .gives(form.type().replaceAll(";.*", ""))
        .query("lang", "en or zh; en where left out");
  }

  private Reply make(Ask ask, Form form) {
    String lang = ask.query().getOrDefault("lang", "en");
    if (!List.of("en", "zh").contains(lang)) {
      throw Denied.malformed("There is no report in '" + lang + "'.", "Use en or zh.");
    }
    return new Reply(
        200,
        form.type(),
        reports.make(ask.tenant(), ask.at("run"), form, Locale.of(lang)),
        Map.of());
  }
}
