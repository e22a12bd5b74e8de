package io.s22.report.chapter;

import static io.s22.report.doc.Cell.say;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.RunState;
import io.s22.plan.Stage;
import io.s22.plan.Step;
import io.s22.report.Subject;
import io.s22.report.doc.Cell;
import io.s22.report.doc.Cell.Mood;
import io.s22.report.doc.Paragraph;
import io.s22.report.doc.Section;
import io.s22.report.doc.Table;
import io.s22.report.fact.Notes;
import java.util.ArrayList;
import java.util.List;

/** What is left to do, as far as the journal shows. */
final class FollowUpChapter {
  private FollowUpChapter() {}

  static Section of(Subject s) {
    List<List<Cell>> rows = new ArrayList<>();
    state(s, rows);
    for (Entry entry : s.facts().people().open()) {
      Event.Asked asked = (Event.Asked) entry.event();
      rows.add(
          List.of(
              Cell.of(say("answer a question", "回答提问")),
              Cell.of(asked.text() + " (" + asked.role() + ")", entry.seq())));
    }
    for (Stage stage : s.plan().stages()) {
      stage.steps().forEach(step -> step(s, step, rows));
    }
    for (Entry entry : s.facts().notes().all()) {
      if ("false".equals(Notes.note(entry).facts().get("held"))) {
        rows.add(
            List.of(
                Cell.of(say("find out why this did not hold", "查明为何不成立")).as(Mood.BAD),
                Cell.of(Notes.note(entry).text(), entry.seq())));
      }
    }
    data(s, rows);
    figures(s, rows);
    var title = say("Open follow-ups", "待办事项");
    if (rows.isEmpty()) {
      return new Section(
          "follow-ups",
          title,
          new Paragraph(
              say("The journal leaves nothing open.", "日志中没有未了事项。"),
              Mood.GOOD,
              List.of(s.facts().course().last().seq())));
    }
    return new Section(
        "follow-ups",
        title,
        new Table(
            say("To do", "待办"),
            say(
                "Derived from the journal: an end that is none, questions without an answer, steps"
                    + " that did not happen, were left out, undone or only simulated, proofs that did"
                    + " not hold, data that differ or were not compared to the end, figures that were"
                    + " measured on one side only.",
                "由日志得出：未结束、未回答的提问、未执行、跳过、回退或仅模拟的步骤、不成立的证明、存在差异或未比较完的数据，以及只在一侧测量的指标。"),
            List.of(say("What", "事项"), say("About", "对象")),
            rows));
  }

  private static void state(Subject s, List<List<Cell>> rows) {
    RunState state = s.facts().course().state();
    if (state == RunState.STUCK || state == RunState.ABORTED || !state.ended()) {
      rows.add(
          List.of(
              Cell.of(say("bring the run to an end", "使执行结束")).as(Mood.BAD),
              Cell.of(SummaryChapter.words(state), s.facts().course().last().seq())));
    }
  }

  private static void data(Subject s, List<List<Cell>> rows) {
    Verifications later = new Verifications(s);
    Entry ended = later.ended();
    if (later.underWay()) {
      rows.add(
          List.of(
              Cell.of(say("carry the comparison of all data to its end", "完成全部数据的比较")).as(Mood.BAD),
              Cell.of("s22 verify", s.facts().notes().on(Verifications.SUBJECT).getLast().seq())));
    } else if (ended != null && !Verifications.same(ended)) {
      rows.add(
          List.of(
              Cell.of(say("mend what differs, then compare again", "修复差异后重新比较")).as(Mood.BAD),
              Cell.of("s22 verify --again", ended.seq())));
    }
  }

  private static void figures(Subject s, List<List<Cell>> rows) {
    for (Pairs.Pair pair : Pairs.of(s, false)) {
      if (pair.before() == null || pair.after() == null) {
        rows.add(
            List.of(
                Cell.of(say("measure this on the other side too", "补测另一侧的指标")),
                Cell.of(pair.figure()).citing(pair.cites())));
      }
    }
  }

  private static void step(Subject s, Step step, List<List<Cell>> rows) {
    var fact = s.facts().steps().find(step.step()).orElse(null);
    if (fact == null) {
      rows.add(
          List.of(
              Cell.of(say("do what did not happen", "补做未执行的步骤")),
              Cell.of(step.step(), s.facts().course().last().seq())));
    } else if (fact.skipped() != null) {
      rows.add(
          List.of(
              Cell.of(say("do what was left out", "补做被跳过的步骤")),
              Cell.of(step.step() + ": " + fact.skipped()).citing(fact.cites())));
    } else if (fact.undoings() > 0 && step.canary() == null) {
      rows.add(
          List.of(
              Cell.of(say("do again what was undone", "重做已回退的步骤")),
              Cell.of(step.step()).citing(fact.cites())));
    } else if (s.simulated(step)) {
      rows.add(
          List.of(
              Cell.of(say("do for real what was simulated", "真实执行仅模拟的步骤")).as(Mood.SIMULATED),
              Cell.of(step.step()).citing(fact.cites())));
    }
  }
}
