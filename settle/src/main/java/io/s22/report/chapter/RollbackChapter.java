package io.s22.report.chapter;

import static io.s22.report.doc.Cell.say;

import io.s22.plan.Text;
import io.s22.report.Subject;
import io.s22.report.doc.Cell;
import io.s22.report.doc.Cell.Mood;
import io.s22.report.doc.Paragraph;
import io.s22.report.doc.Section;
import io.s22.report.doc.Table;
import io.s22.report.fact.StepFacts;
import io.s22.report.fact.StepFacts.Trouble;
import java.util.List;

/** What failed, was refused, lost its reply or was undone. */
final class RollbackChapter {
  private RollbackChapter() {}

  static Section of(Subject s) {
    StepFacts steps = s.facts().steps();
    Text title = say("Failures and rollbacks", "失败与回退");
    if (steps.troubles().isEmpty()) {
      return new Section(
          "rollbacks",
          title,
          new Paragraph(
              say("Nothing failed and nothing was undone.", "没有失败，也没有回退。"),
              Mood.GOOD,
              List.of(s.facts().course().last().seq())));
    }
    Table table =
        new Table(
            say(steps.troubleCount() + " events", "共 " + steps.troubleCount() + " 个事件"),
            say(
                "Outcomes in the journal other than done, every finding after a crash or a lost"
                    + " reply, and every rollback. A canary is undone once on purpose.",
                "日志中“完成”以外的结果、崩溃或回复丢失后的每次查证，以及每次回退。金丝雀会有意回退一次。"),
            List.of(say("When", "时间"), say("Effect", "操作"), say("What", "事件"), say("Why", "原因")),
            steps.troubles().stream().map(t -> row(s, t)).toList());
    return new Section("rollbacks", title, table);
  }

  private static List<Cell> row(Subject s, Trouble t) {
    return List.of(
        Cell.of(s.time(t.at()), t.entry()),
        Cell.of(t.effect().toString()),
        Cell.of(words(t.kind())).as(t.kind().equals("failed") ? Mood.BAD : Mood.DOUBTFUL),
        Cell.of(t.why().strip()));
  }

  private static Text words(String kind) {
    String chinese =
        switch (kind) {
          case "refused" -> "被拒绝";
          case "failed" -> "失败";
          case "unknown" -> "结果未知";
          case "undone" -> "已回退";
          default -> "已查证";
        };
    return say(kind, chinese);
  }
}
