package io.s22.server.console;

import io.s22.journal.Command.Kind;
import io.s22.journal.Entry;
import io.s22.journal.EntryCodec;
import io.s22.journal.Integrity;
import io.s22.journal.IntegrityText;
import io.s22.run.engine.RunFold;
import io.s22.server.Denied;
import io.s22.server.Reception;
import io.s22.server.office.LogBook;
import io.s22.server.office.ReportDesk.Form;
import io.s22.server.office.RunDesk;
import io.s22.server.people.Scope;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs: the list, and one run live, with what people may tell it. */
final class RunPages {
  private static final int LISTED = 100;
  private static final int NEWEST_ENTRIES = 15;
  private static final int LOG_LINES = 200;

  private final Reception front;

  RunPages(Reception front) {
    this.front = front;
  }

  View get(Visit visit) {
    String run = visit.at(1);
    if (run.isEmpty()) {
      return list(visit);
    }
    return switch (visit.at(2)) {
      case "" -> one(visit, run, "run.jte");
      case "live" -> one(visit, run, "runlive.jte");
      case "report" ->
          new View.Picture(new String(report(visit, run, Form.HTML), StandardCharsets.UTF_8));
      case "report.pdf" ->
          new View.Download(
              Form.PDF.type(),
              run.replaceAll("[^A-Za-z0-9._-]", "_") + "-report.pdf",
              report(visit, run, Form.PDF));
      default -> throw Denied.missing("such page");
    };
  }

  private byte[] report(Visit visit, String run, Form form) {
    return front.reports().make(visit.tenant(), run, form, visit.language().locale());
  }

  private View list(Visit visit) {
    List<RunDesk.Line> lines =
        front.runs().ids(visit.tenant()).stream()
            .limit(LISTED)
            .map(id -> front.runs().line(visit.tenant(), id))
            .toList();
    return View.page(
        "runs.jte", Map.of("frame", visit.frame(visit.say("Runs", "运行")), "lines", lines));
  }

  private View one(Visit visit, String run, String template) {
    RunDesk.Line line = front.runs().line(visit.tenant(), run);
    RunFold fold = front.runs().fold(visit.tenant(), run);
    Map<String, List<LogBook.Line>> logs = new HashMap<>();
    for (LogBook.Line each : front.desk().log().after(run, 0, Integer.MAX_VALUE)) {
      List<LogBook.Line> lines = logs.computeIfAbsent(each.step(), step -> new ArrayList<>());
      lines.add(each);
      if (lines.size() > LOG_LINES) {
        lines.removeFirst();
      }
    }
    RunPicture picture = new RunPicture(fold, front.clock().now(), visit.language(), logs);
    return View.page(
        template,
        Map.of(
            "frame", visit.frame(visit.say("Run ", "运行 ") + run),
            "line", line,
            "picture", picture,
            "entries", newest(visit.tenant(), line),
            "integrity", integrity(visit, run, fold),
            "own", line.openedBy().equals(visit.caller().login())));
  }

  /** The countdown of the proof of all data, or its alarm; empty while the run goes on. */
  private String integrity(Visit visit, String run, RunFold fold) {
    if (!fold.state().ended()) {
      return "";
    }
    Integrity integrity = new Integrity(fold.plan());
    front.runs().journals(visit.tenant()).read(run, 1, integrity::accept);
    return integrity
        .at(front.clock().now())
        .map(stand -> IntegrityText.of(stand, fold.plan().zone()).in(visit.language().locale()))
        .orElse("");
  }

  private List<String> newest(String tenant, RunDesk.Line line) {
    List<String> lines = new ArrayList<>();
    long from = Math.max(1, line.entries() - NEWEST_ENTRIES + 1);
    front.runs().journals(tenant).read(line.run(), from, entry -> lines.add(text(entry)));
    return lines.reversed();
  }

  private static String text(Entry entry) {
    String json = EntryCodec.encode(entry);
    int event = json.indexOf("\"event\":");
    int end = json.indexOf(",\"hash\":", event);
    return entry.seq() + " " + entry.at() + " " + entry.by() + " " + json.substring(event + 8, end);
  }

  View post(Visit visit) {
    String run = visit.at(1);
    String reason = visit.field("reason");
    switch (visit.at(2)) {
      case "pause" -> steer(visit, run, Kind.PAUSE);
      case "resume" -> steer(visit, run, Kind.RESUME);
      case "abort" -> steer(visit, run, Kind.ABORT);
      case "rollback" -> steer(visit, run, Kind.ROLL_BACK);
      case "approve" -> {
        PlanPages.need(visit, Scope.RUNS_APPROVE);
        front
            .runs()
            .answer(
                visit.caller(), run, visit.optional("question"), visit.optional("choice"), reason);
      }
      case "extend" -> {
        PlanPages.need(visit, Scope.RUNS_APPROVE);
        front.runs().extend(visit.caller(), run, visit.field("by"), reason);
      }
      default -> throw Denied.missing("such page");
    }
    return View.go("/console/runs/" + run + "?done=steer");
  }

  private void steer(Visit visit, String run, Kind kind) {
    PlanPages.need(visit, Scope.RUNS_STEER);
    front.runs().steer(visit.caller(), run, kind, visit.field("reason"));
  }
}
