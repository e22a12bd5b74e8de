package io.s22.report.chapter;

import static io.s22.report.doc.Cell.say;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.report.Handed.RunScore;
import io.s22.report.Subject;
import io.s22.report.chart.Charts;
import io.s22.report.chart.Ink;
import io.s22.report.doc.Block;
import io.s22.report.doc.Cell;
import io.s22.report.doc.Paragraph;
import io.s22.report.doc.Picture;
import io.s22.report.doc.Section;
import io.s22.report.doc.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** How good the forecasts were, in this run and in past ones. */
final class ScoresChapter {
  private ScoresChapter() {}

  static Section of(Subject s) {
    List<Block> blocks = new ArrayList<>();
    List<Entry> course = s.facts().expectations().course();
    if (course.size() > 1) {
      blocks.add(picture(s, course));
    }
    if (!course.isEmpty()) {
      blocks.add(ends(s, course));
    }
    blocks.add(
        s.handed().scores().isEmpty()
            ? new Paragraph(
                say("No forecast could be scored: no run has ended.", "尚无已结束的执行，无法为预测评分。"))
            : scores(s));
    return new Section("scores", say("How good the forecast was", "预测的质量"), blocks);
  }

  private static Block picture(Subject s, List<Entry> course) {
    return new Picture(
        say("When the run was expected to end, as it went", "执行过程中对结束时间的预期"),
        say(
            "The journal's expectations: median and P90 of the end, written whenever they changed;"
                + " the level line is the real end.",
            "日志中的预期：结束时间的中位数与 P90，每次变化时写入；水平线为实际结束时间。"),
        s.charts()
            .instants(
                List.of(
                    line(s.word("median", "中位数"), Ink.ACTUAL, course, Event.Expected::p50Finish),
                    line("P90", Ink.OTHER, course, Event.Expected::p90Finish)),
                s.facts().course().ended(),
                s.word("Expected end over time", "随时间变化的预期结束时间")));
  }

  private static Charts.Line line(
      String name, Ink ink, List<Entry> course, Function<Event.Expected, Instant> value) {
    return new Charts.Line(
        name,
        ink,
        false,
        course.stream().map(Entry::at).toList(),
        course.stream()
            .map(e -> (double) value.apply((Event.Expected) e.event()).toEpochMilli())
            .toList());
  }

  private static Block ends(Subject s, List<Entry> course) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Entry entry : course.size() == 1 ? course : List.of(course.getFirst(), course.getLast())) {
      Event.Expected e = (Event.Expected) entry.event();
      rows.add(
          List.of(
              Cell.of(s.time(entry.at()), entry.seq()),
              Cell.of(s.time(e.p50Finish())),
              Cell.of(s.time(e.p90Finish())),
              Cell.figure(e.overrun(), Subject.percent(e.overrun()), List.of(entry.seq())),
              Cell.of(s.time(e.pointOfNoReturn())),
              Cell.of(e.basis())));
    }
    return new Table(
        say("First and last expectation", "首次与末次预期"),
        say(
            "As written to the journal by the run itself; the basis says from what.",
            "由执行自身写入日志；“依据”说明来源。"),
        List.of(
            say("Written", "写入"),
            say("Median end", "结束中位数"),
            say("P90 end", "结束 P90"),
            say("Overrun", "超时概率"),
            say("Turn back until", "最晚回退"),
            say("Basis", "依据")),
        rows);
  }

  private static Block scores(Subject s) {
    List<List<Cell>> rows = new ArrayList<>();
    s.handed().scores().forEach(score -> rows.add(row(s, score)));
    if (rows.size() > 1) {
      rows.add(together(s.handed().scores()));
    }
    return new Table(
        say("Scores, this run and past ones", "评分：本次与以往"),
        say(
            "Each forecast is made again from the run's journal as it would have been made before"
                + " the night. CRPS (Gneiting and Raftery 2007), seconds, smaller is better, mean"
                + " over the run's end and all acts; beside it the planned durations' own; share of"
                + " truths in their 80 % interval; Brier score of the probability of overrun.",
            "每个预测均依据该次执行的日志按事前信息重新得出。CRPS（Gneiting 与 Raftery 2007），单位秒，越小越好，"
                + "为执行结束时间与全部操作的均值；其旁为计划时长自身的得分；真值落入 80 % 区间的比例；超时概率的 Brier 评分。"),
        List.of(
            say("Run", "执行"),
            say("CRPS, s", "CRPS（秒）"),
            say("CRPS of the plan, s", "计划的 CRPS（秒）"),
            say("In 80 % interval", "80 % 区间覆盖"),
            say("Brier", "Brier"),
            say("Figures", "数量")),
        rows);
  }

  private static List<Cell> row(Subject s, RunScore score) {
    boolean own = score.run().equals(s.facts().course().first().run());
    long last = s.facts().course().last().seq();
    return figures(
        own
            ? Cell.of(say(score.run() + " (this run)", score.run() + "（本次）"), 1L, last)
            : Cell.of(score.run()),
        score.crps(),
        score.crpsPlanned(),
        score.coverage(),
        score.brier(),
        score.figures());
  }

  private static List<Cell> together(List<RunScore> scores) {
    double n = scores.stream().mapToInt(RunScore::figures).sum();
    return figures(
        Cell.of(say("all together", "合计")),
        scores.stream().mapToDouble(x -> x.crps() * x.figures()).sum() / n,
        scores.stream().mapToDouble(x -> x.crpsPlanned() * x.figures()).sum() / n,
        scores.stream().mapToDouble(x -> x.coverage() * x.figures()).sum() / n,
        scores.stream().mapToDouble(RunScore::brier).average().orElse(Double.NaN),
        (int) n);
  }

  private static List<Cell> figures(
      Cell name, double crps, double planned, double coverage, double brier, int count) {
    return List.of(
        name,
        Cell.figure(crps, Subject.number(crps), List.of()),
        Cell.figure(planned, Subject.number(planned), List.of()),
        Cell.figure(coverage, Subject.percent(coverage), List.of()),
        Cell.figure(brier, Subject.number(brier), List.of()),
        Cell.figure(count, Integer.toString(count), List.of()));
  }
}
