package io.s22.report.chapter;

import static io.s22.report.doc.Cell.say;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.GateAnswer;
import io.s22.report.Subject;
import io.s22.report.doc.Cell;
import io.s22.report.doc.Cell.Mood;
import io.s22.report.doc.Paragraph;
import io.s22.report.doc.Section;
import io.s22.report.doc.Table;
import io.s22.report.fact.People.Decision;
import java.util.List;
import java.util.Locale;

/** Who decided what, and why; what gates said. */
final class DecisionsChapter {
  private DecisionsChapter() {}

  static Section of(Subject s) {
    List<Decision> decisions = s.facts().people().decisions();
    List<Entry> gates = s.facts().people().gates();
    return new Section(
        "decisions",
        say("Decisions and gates", "决定与闸门"),
        List.of(
            decisions.isEmpty()
                ? new Paragraph(say("Nobody had to decide anything.", "无需人工决定。"))
                : decisions(s, decisions),
            gates.isEmpty()
                ? new Paragraph(say("No gate was asked.", "未询问任何闸门。"))
                : gates(s, gates)));
  }

  private static Table decisions(Subject s, List<Decision> decisions) {
    return new Table(
        say("Decisions", "决定"),
        say(
            "Every question, answer and command in the journal; \"by default\": nobody answered in"
                + " time.",
            "日志中的每个提问、回答和命令；“默认”表示无人按时回答。"),
        List.of(
            say("When", "时间"),
            say("Who", "谁"),
            say("Question", "问题"),
            say("Decided", "决定"),
            say("Why", "理由")),
        decisions.stream().map(decision -> row(s, decision)).toList());
  }

  private static List<Cell> row(Subject s, Decision decision) {
    Entry entry = decision.decided();
    Entry asked = decision.asked();
    Cell when = Cell.of(s.time(entry.at()), entry.seq());
    if (entry.event() instanceof Event.Decided decided) {
      Cell question =
          asked != null && asked.event() instanceof Event.Asked a
              ? Cell.of(a.text() + " (" + a.role() + ")", asked.seq())
              : Cell.of(decided.question());
      Cell who =
          decided.byDefault()
              ? Cell.of(say("by default", "默认")).as(Mood.DOUBTFUL)
              : Cell.of(entry.by());
      return List.of(when, who, question, Cell.of(decided.choice()), Cell.of(decided.reason()));
    }
    Event.Commanded told = (Event.Commanded) entry.event();
    return List.of(
        when,
        Cell.of(entry.by()),
        Cell.of(say("(a command)", "（命令）")),
        Cell.of(told.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')),
        Cell.of(told.reason()));
  }

  private static Table gates(Subject s, List<Entry> gates) {
    long all = s.facts().people().gateCount();
    return new Table(
        say("Gates", "闸门"),
        say(
            "Each answer as the journal holds it; "
                + all
                + " in all, "
                + s.facts().people().noGo()
                + " of them no-go.",
            "日志中的每个回答；共 " + all + " 个，其中 " + s.facts().people().noGo() + " 个为不放行。"),
        List.of(
            say("When", "时间"),
            say("Before", "位于"),
            say("Gate", "闸门"),
            say("Answer", "回答"),
            say("Measured", "依据")),
        gates.stream().map(entry -> gate(s, entry)).toList());
  }

  private static List<Cell> gate(Subject s, Entry entry) {
    Event.GateAnswered gate = (Event.GateAnswered) entry.event();
    Mood mood =
        switch (gate.answer()) {
          case GO -> Mood.GOOD;
          case NO_GO -> Mood.BAD;
          case UNKNOWN -> Mood.DOUBTFUL;
        };
    return List.of(
        Cell.of(s.time(entry.at()), entry.seq()),
        Cell.of(gate.subject()),
        Cell.of(Integer.toString(gate.gate() + 1)),
        Cell.of(words(gate.answer())).as(mood),
        Cell.of(gate.detail()));
  }

  private static io.s22.plan.Text words(GateAnswer answer) {
    return switch (answer) {
      case GO -> say("go", "放行");
      case NO_GO -> say("no-go", "不放行");
      case UNKNOWN -> say("not known", "未知");
    };
  }
}
