package io.s22.report.chapter;

import static io.s22.report.doc.Cell.say;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.plan.Text;
import io.s22.report.Subject;
import io.s22.report.doc.Cell;
import io.s22.report.doc.Paragraph;
import io.s22.report.doc.Section;
import io.s22.report.doc.Table;
import io.s22.report.fact.Notes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What rang, and what else was noted. */
final class AlertsChapter {
  /** These have chapters of their own. */
  private static final Set<String> ELSEWHERE = Set.of("gap");

  private AlertsChapter() {}

  static Section of(Subject s) {
    List<List<Cell>> rows = new ArrayList<>();
    s.handed()
        .alerts()
        .forEach(alert ->
            rows.add(
                List.of(
                    Cell.of(s.time(alert.from())),
                    Cell.of(say("alert", "告警")),
                    Cell.of(alert.name()),
                    Cell.of(alert.detail()))));
    for (Entry entry : s.facts().notes().all()) {
      Event.Noted note = Notes.note(entry);
      if (!ELSEWHERE.contains(note.subject())) {
        rows.add(
            List.of(
                Cell.of(s.time(entry.at()), entry.seq()),
                Cell.of(note.subject()),
                Cell.of(note.text()),
                Cell.of(facts(note)).as(mood(note))));
      }
    }
    Text title = say("Alerts and notes", "告警与备注");
    if (rows.isEmpty()) {
      return new Section(
          "alerts",
          title,
          new Paragraph(say("No alert rang and nothing was noted.", "没有告警，也没有备注。")));
    }
    long all = s.facts().notes().count();
    return new Section(
        "alerts",
        title,
        new Table(
            say("What rang and what was noted", "告警与备注"),
            say(
                "Alerts as they were handed to the report, then the "
                    + all
                    + " notes of the journal; facts in the words of whoever noted them.",
                "先列出提交给报告的告警，再列出日志中的 " + all + " 条备注；内容为记录者原文。"),
            List.of(say("When", "时间"), say("Kind", "类别"), say("What", "内容"), say("Facts", "数据")),
            rows));
  }

  private static String facts(Event.Noted note) {
    List<String> out = new ArrayList<>();
    note.facts().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(each -> out.add(each.getKey() + ": " + each.getValue()));
    return String.join("; ", out);
  }

  /** A proof says by itself whether it held. */
  private static Cell.Mood mood(Event.Noted note) {
    String held = note.facts().get("held");
    if (held == null) {
      return Cell.Mood.PLAIN;
    }
    return held.equals("true") ? Cell.Mood.GOOD : Cell.Mood.BAD;
  }
}
