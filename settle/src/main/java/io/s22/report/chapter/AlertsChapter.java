package io.s22.report.chapter;

import static io.s22.report.doc.Cell.say;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.report.Subject;
import io.s22.report.chapter.Alarms.Alarm;
import io.s22.report.doc.Block;
import io.s22.report.doc.Cell;
import io.s22.report.doc.Cell.Mood;
import io.s22.report.doc.Paragraph;
import io.s22.report.doc.Section;
import io.s22.report.doc.Table;
import io.s22.report.fact.Notes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What rang, and what else was noted. */
final class AlertsChapter {
  /** These have chapters of their own, or stand among the alerts. */
  private static final Set<String> ELSEWHERE = Set.of("gap", "alarm", Verifications.SUBJECT);

  /** A night in which everything fails is told by its first hours. */
  private static final int MOST = 500;

  private AlertsChapter() {}

  static Section of(Subject s) {
    List<Block> blocks = new ArrayList<>();
    List<Alarm> alarms = Alarms.of(s);
    blocks.add(
        alarms.isEmpty()
            ? new Paragraph(
                say("Nothing rang.", "没有告警。"), Mood.GOOD, List.of(s.facts().course().last().seq()))
            : alarms(s, alarms));
    List<List<Cell>> notes = notes(s);
    if (!notes.isEmpty()) {
      blocks.add(
          new Table(
              say("What was noted", "备注"),
              say(
                  "The journal's notes that have no chapter of their own; facts in the words of"
                      + " whoever noted them.",
                  "日志中未另列章节的备注；内容为记录者原文。"),
              List.of(say("When", "时间"), say("Kind", "类别"), say("What", "内容"), say("Facts", "数据")),
              notes));
    }
    return new Section("alerts", say("Alerts and notes", "告警与备注"), blocks);
  }

  private static Table alarms(Subject s, List<Alarm> alarms) {
    String english = alarms.size() > MOST ? "; the first " + MOST + " of " + alarms.size() : "";
    String chinese = alarms.size() > MOST ? "；共 " + alarms.size() + " 条，列出前 " + MOST + " 条" : "";
    return new Table(
        say("What rang", "告警"),
        say(
            "Derived from the journal: gates that did not say go, steps that did not end well,"
                + " processes of S22 that were replaced, stages that ended after their box, promises"
                + " against what users got, switch-overs above a service's limit, alarms that were"
                + " noted"
                + english
                + ".",
            "由日志得出：未放行的门禁、未正常结束的步骤、被接续的 S22 进程、超出时间框的阶段、承诺与用户实际所得之差、超过服务上限的切换、已记录的告警"
                + chinese
                + "。"),
        List.of(say("When", "时间"), say("Kind", "类别"), say("What", "内容"), say("Detail", "详情")),
        alarms.stream()
            .limit(MOST)
            .map(each ->
                List.of(
                    Cell.of(s.time(each.at())).citing(each.cites()),
                    Cell.of(each.kind()).as(each.mood()),
                    Cell.of(each.what()),
                    Cell.of(each.detail())))
            .toList());
  }

  private static List<List<Cell>> notes(Subject s) {
    List<List<Cell>> rows = new ArrayList<>();
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
    return rows;
  }

  /** A note's facts on one line. */
  static String facts(Event.Noted note) {
    List<String> out = new ArrayList<>();
    note.facts().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(each -> out.add(each.getKey() + ": " + each.getValue()));
    return String.join("; ", out);
  }

  /** A proof says by itself whether it held. */
  private static Mood mood(Event.Noted note) {
    String held = note.facts().get("held");
    if (held == null) {
      return Mood.PLAIN;
    }
    return held.equals("true") ? Mood.GOOD : Mood.BAD;
  }
}
