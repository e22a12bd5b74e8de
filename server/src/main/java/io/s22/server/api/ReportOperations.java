package io.s22.server.api;

import static io.s22.server.api.Operation.get;
import static io.s22.server.api.Operation.of;

import io.s22.server.Denied;
import io.s22.server.api.Operation.Method;
import io.s22.server.api.Operation.Trait;
import io.s22.server.office.EvidenceDesk;
import io.s22.server.office.ReportDesk;
import io.s22.server.office.ReportDesk.Form;
import io.s22.server.office.Scores;
import io.s22.server.office.VerifyDesk;
import io.s22.server.people.Audit;
import io.s22.server.people.Scope;
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

  private final ReportDesk reports;
  private final Scores scores;
  private final EvidenceDesk evidence;
  private final VerifyDesk verify;
  private final Audit audit;

  ReportOperations(Parts parts) {
    this.reports = parts.reports();
    this.scores = parts.scores();
    this.evidence = parts.evidence();
    this.verify = parts.verify();
    this.audit = parts.audit();
  }

  /** What it works with. */
  record Parts(
      ReportDesk reports, Scores scores, EvidenceDesk evidence, VerifyDesk verify, Audit audit) {}

  /** The page of an error. */
  record ErrorPage(String code, String title, String text) {}

  List<Operation> all() {
    return List.of(
        report("report", Form.JSON, "getReport", "The health report, for programs."),
        report("report.html", Form.HTML, "getReportPage", "The health report, one page."),
        report("report.pdf", Form.PDF, "getReportPdf", "The health report, to print."),
        get(
                "/runs/{run}/score",
                Scope.RUNS_READ,
                "scoreRun",
                "How good the forecast of an ended run was.",
                ask -> Reply.text(Reply.JSON, scores.score(ask.tenant(), ask.at("run"))))
            .gives(Object.class)
            .trait(Trait.HEAVY),
        get(
                "/runs/{run}/evidence",
                Scope.RUNS_READ,
                "getEvidence",
                "A folder that others verify without S22, signed by this server; packed.",
                this::evidence)
            .gives("application/zip")
            .query("lang", "en or zh; en where left out")
            .trait(Trait.HEAVY),
        get(
                "/runs/{run}/verification",
                Scope.RUNS_READ,
                "getVerification",
                "How the comparison of all data stands, and what the last one found.",
                ask -> Reply.of(verify.stand(ask.tenant(), ask.at("run"))))
            .gives(VerifyDesk.Stand.class),
        of(
                Method.POST,
                "/runs/{run}/verification",
                Scope.RUNS_START,
                "verifyRun",
                "Compare all data, as a step of the plan says; goes on where it was.",
                this::verify)
            .takes(VerifyDesk.Wish.class)
            .gives(VerifyDesk.Stand.class)
            .trait(Trait.HEAVY),
        get(
                "/errors/{code}",
                Scope.SELF,
                "explainError",
                "What an error code means, and how to mend it.",
                this::explain)
            .gives(ErrorPage.class));
  }

  private Operation report(String name, Form form, String id, String does) {
    Operation operation =
        get("/runs/{run}/" + name, Scope.RUNS_READ, id, does, ask -> make(ask, form))
            .query("lang", "en or zh; en where left out");
    return form == Form.JSON
        ? operation.gives(Object.class)
        : operation.gives(form.type().replaceAll(";.*", ""));
  }

  private Reply make(Ask ask, Form form) {
    return new Reply(
        200, form.type(), reports.make(ask.tenant(), ask.at("run"), form, locale(ask)), Map.of());
  }

  static Locale locale(Ask ask) {
    String lang = ask.query().getOrDefault("lang", "en");
    if (!List.of("en", "zh").contains(lang)) {
      throw Denied.malformed("There is no report in '" + lang + "'.", "Use en or zh.");
    }
    return Locale.of(lang);
  }

  private Reply evidence(Ask ask) {
    EvidenceDesk.Bundled made = evidence.make(ask.tenant(), ask.at("run"), locale(ask));
    audit.happened(
        ask.tenant(),
        ask.caller().login(),
        "evidence-made",
        "run",
        ask.at("run"),
        "head",
        made.head());
    return new Reply(
        200,
        "application/zip",
        made.zip(),
        Map.of("S22-Journal-Head", made.head(), "S22-Key-Fingerprint", made.fingerprint()));
  }

  private Reply verify(Ask ask) {
    VerifyDesk.Stand stand =
        verify.begin(ask.caller(), ask.at("run"), ask.json(VerifyDesk.Wish.class));
    audit.happened(ask.tenant(), ask.caller().login(), "verification-asked", "run", ask.at("run"));
    return Reply.accepted(stand);
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
