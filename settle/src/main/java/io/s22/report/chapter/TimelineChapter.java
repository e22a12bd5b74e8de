package io.s22.report.chapter;

import static io.s22.report.doc.Cell.say;

import io.s22.plan.Means;
import io.s22.plan.Stage;
import io.s22.plan.Step;
import io.s22.plan.Text;
import io.s22.plan.Timetable;
import io.s22.report.Subject;
import io.s22.report.chart.Charts;
import io.s22.report.doc.Block;
import io.s22.report.doc.Cell;
import io.s22.report.doc.Cell.Mood;
import io.s22.report.doc.Picture;
import io.s22.report.doc.Section;
import io.s22.report.doc.Table;
import io.s22.report.fact.StepFacts.StepFact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was planned above what was done. */
final class TimelineChapter {
  private static final int MOST_STAGES = 30;

  private TimelineChapter() {}

  static Section of(Subject s) {
    List<Block> blocks = new ArrayList<>();
    List<Charts.Row> rows = s.plan().stages().stream().map(stage -> row(s, stage)).toList();
    if (!rows.isEmpty()) {
      blocks.add(chart(s, rows.subList(0, Math.min(MOST_STAGES, rows.size()))));
    }
    blocks.add(table(s));
    return new Section("timeline", say("Planned and done", "计划与执行"), blocks);
  }

  private static Block chart(Subject s, List<Charts.Row> rows) {
    return new Picture(
        say("Stages: planned above actual", "阶段：上为计划，下为实际"),
        say(
            "Planned: the stage's box in the window that was opened. Actual: from the first intent"
                + " to the last outcome of its steps in the journal. Time zone "
                + s.zone()
                + ".",
            "计划：阶段在所开窗口内的时间框。实际：日志中该阶段各步骤从首个意图到最后结果。时区 " + s.zone() + "。"),
        s.charts()
            .timeline(
                rows,
                s.word("planned", "计划"),
                s.word("actual", "实际"),
                s.word("Timeline of the stages, planned above actual", "各阶段时间线，上为计划，下为实际")));
  }

  private static Charts.Row row(Subject s, Stage stage) {
    Timetable table = new Timetable(s.plan(), s.plan().window());
    Duration shift = s.shift();
    @Nullable Instant from = null;
    @Nullable Instant to = null;
    for (Step step : stage.steps()) {
      StepFact fact = s.facts().steps().find(step.step()).orElse(null);
      if (fact != null) {
        from = earlier(from, fact.began());
        to = later(to, fact.ended());
      }
    }
    Text title = stage.title();
    return new Charts.Row(
        title == null ? stage.stage() : title.in(s.locale()),
        table.begins(stage).plus(shift),
        table.ends(stage).plus(shift),
        from,
        to);
  }

  private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
    return a == null || b != null && b.isBefore(a) ? b : a;
  }

  private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
    return a == null || b != null && b.isAfter(a) ? b : a;
  }

  private static Table table(Subject s) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Stage stage : s.plan().stages()) {
      for (Step step : stage.steps()) {
        rows.add(row(s, stage, step));
      }
    }
    return new Table(
        say("Steps", "步骤"),
        say(
            "From the journal: first intent, last outcome, attempts over all hosts. The planned"
                + " length is the plan's expectation of one attempt on one host.",
            "取自日志：首个意图、最后结果、所有主机的尝试次数。计划时长为计划对单台主机单次尝试的期望。"),
        List.of(
            say("Stage", "阶段"),
            say("Step", "步骤"),
            say("Began", "开始"),
            say("Ended", "结束"),
            say("Length", "时长"),
            say("Planned", "计划"),
            say("Hosts", "主机"),
            say("Attempts", "尝试"),
            say("Result", "结果")),
        rows);
  }

  private static List<Cell> row(Subject s, Stage stage, Step step) {
    Text title = step.title();
    Cell name = Cell.of(title == null ? Text.of(step.step()) : title);
    StepFact fact = s.facts().steps().find(step.step()).orElse(null);
    var takes = step.takes();
    Cell planned = takes == null ? Cell.none() : length(Means.of(takes));
    if (fact == null) {
      Cell none = Cell.none();
      return List.of(
          Cell.of(stage.stage()),
          name,
          none,
          none,
          none,
          planned,
          none,
          none,
          Cell.of(say("did not happen", "未执行")).as(Mood.DOUBTFUL));
    }
    Instant began = fact.began();
    Instant ended = fact.ended();
    List<Long> cites = fact.cites();
    boolean both = began != null && ended != null;
    return List.of(
        Cell.of(stage.stage()),
        name,
        began == null ? Cell.none() : Cell.of(s.time(began).substring(11), cites.getFirst()),
        ended == null ? Cell.none() : Cell.of(s.time(ended).substring(11), cites.getLast()),
        both ? length(Objects.requireNonNull(began), Objects.requireNonNull(ended)) : Cell.none(),
        planned,
        Cell.figure(fact.hosts(), Integer.toString(fact.hosts()), List.of()),
        Cell.figure(fact.attempts(), Integer.toString(fact.attempts()), List.of()),
        result(s, step, fact));
  }

  private static Cell length(Instant from, Instant to) {
    return length(Duration.between(from, to));
  }

  private static Cell length(Duration length) {
    return Cell.figure(length.toMillis() / 1e3, Subject.length(length), List.of());
  }

  private static Cell result(Subject s, Step step, StepFact fact) {
    Cell cell;
    if (fact.skipped() != null) {
      cell = Cell.of(say("left out: " + fact.skipped(), "跳过：" + fact.skipped())).as(Mood.DOUBTFUL);
    } else if (fact.undoings() > 0 && step.canary() == null) {
      cell = Cell.of(say("undone", "已回退")).as(Mood.BAD);
    } else if (fact.failures() > 0) {
      cell =
          Cell.of(say(fact.failures() + " failures", fact.failures() + " 次失败")).as(Mood.DOUBTFUL);
    } else if (s.simulated(step)) {
      return Cell.of(say("simulated", "模拟")).citing(fact.cites()).as(Mood.SIMULATED);
    } else {
      cell = Cell.of(say("done", "完成")).as(Mood.GOOD);
    }
    return s.simulated(step)
        ? Cell.of(
                say(
                    cell.text().in(java.util.Locale.ENGLISH) + ", simulated",
                    cell.text().in(java.util.Locale.CHINESE) + "，模拟"))
            .citing(fact.cites())
            .as(Mood.SIMULATED)
        : cell.citing(fact.cites());
  }
}
