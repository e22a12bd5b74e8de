package io.s22.report.chapter;

import static io.s22.report.doc.Cell.say;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.RunState;
import io.s22.plan.Text;
import io.s22.report.Subject;
import io.s22.report.doc.Cell;
import io.s22.report.doc.Cell.Mood;
import io.s22.report.doc.Section;
import io.s22.report.doc.Table;
import io.s22.report.fact.Course;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** In one table: did it happen as planned? */
final class SummaryChapter {
  private SummaryChapter() {}

  static Section of(Subject s) {
    List<List<Cell>> rows = new ArrayList<>();
    Course course = s.facts().course();
    rows.add(row(say("Result", "结果"), result(course)));
    rows.add(row(say("Announced window", "公告窗口"), window(s)));
    rows.add(row(say("Worked from", "开始执行"), began(s)));
    rows.add(row(say("Worked until", "结束执行"), ended(s)));
    rows.add(row(say("Steps done / undone / with failures", "步骤：完成 / 回退 / 出现失败"), steps(s)));
    rows.add(row(say("People", "参与人员"), people(course)));
    rows.add(row(say("Driven by", "执行节点"), nodes(course)));
    return new Section(
        "summary",
        say("In short", "摘要"),
        new Table(
            say("The run", "本次执行"),
            say(
                "Read from the run's journal; times are in the plan's zone " + s.zone() + ".",
                "取自本次执行的日志；时间采用计划时区 " + s.zone() + "。"),
            List.of(say("What", "项目"), say("Value", "值")),
            rows));
  }

  private static List<Cell> row(Text what, Cell value) {
    return List.of(Cell.of(what), value);
  }

  /** A run's state in words. */
  static Text words(RunState state) {
    String chinese =
        switch (state) {
          case WAITING -> "等待窗口";
          case RUNNING -> "执行中";
          case PAUSING -> "正在暂停";
          case PAUSED -> "已暂停";
          case ASKING -> "等待人工决定";
          case ROLLING_BACK -> "回退中";
          case DONE -> "全部完成";
          case PARTLY_DONE -> "部分完成";
          case ROLLED_BACK -> "已全部回退";
          case ABORTED -> "已中止";
          case STUCK -> "回退失败，需人工处理";
        };
    return say(state.name().toLowerCase(Locale.ROOT).replace('_', ' '), chinese);
  }

  private static Cell result(Course course) {
    RunState state = course.state();
    Mood mood =
        switch (state) {
          case DONE -> Mood.GOOD;
          case ABORTED, STUCK, ROLLED_BACK -> Mood.BAD;
          case PARTLY_DONE, WAITING, RUNNING, PAUSING, PAUSED, ASKING, ROLLING_BACK ->
              Mood.DOUBTFUL;
        };
    List<Entry> moves = course.moves();
    if (moves.isEmpty()) {
      return Cell.of(words(state), course.first().seq()).as(mood);
    }
    String because = ((Event.Moved) moves.getLast().event()).because();
    Text text =
        say(
            words(state).in(Locale.ENGLISH) + ": " + because,
            words(state).in(Locale.CHINESE) + "：" + because);
    return Cell.of(text, moves.getLast().seq()).as(mood);
  }

  private static Cell window(Subject s) {
    Event.RunOpened opened = s.facts().course().opened();
    String outside = opened.outside();
    String span = s.time(opened.opens()) + " – " + s.time(opened.closes());
    Text text =
        outside == null
            ? Text.of(span)
            : say(
                span + "; outside the announced windows: " + outside, span + "；在公告窗口之外：" + outside);
    return Cell.of(text, s.facts().course().first().seq());
  }

  private static Cell began(Subject s) {
    Entry began = s.facts().course().began();
    return began == null ? Cell.none() : Cell.of(s.time(began.at()), began.seq());
  }

  private static Cell ended(Subject s) {
    Course course = s.facts().course();
    Instant ended = course.ended();
    if (ended == null) {
      return Cell.of(say("it has not ended", "尚未结束")).as(Mood.DOUBTFUL);
    }
    Duration late = Duration.between(course.opened().closes(), ended);
    boolean inside = !late.isPositive();
    String by = Subject.length(late.abs());
    Text text =
        say(
            s.time(ended)
                + (inside ? ", " + by + " before" : ", " + by + " after")
                + " the window's close",
            s.time(ended) + (inside ? "，早于窗口结束 " : "，晚于窗口结束 ") + by);
    return Cell.of(text, course.moves().getLast().seq()).as(inside ? Mood.GOOD : Mood.BAD);
  }

  private static Cell steps(Subject s) {
    int all = 0;
    int done = 0;
    int undone = 0;
    int failed = 0;
    List<Long> cites = new ArrayList<>();
    for (var stage : s.plan().stages()) {
      for (var step : stage.steps()) {
        all++;
        var fact = s.facts().steps().find(step.step()).orElse(null);
        if (fact != null) {
          boolean back = fact.undoings() > 0 && step.canary() == null;
          undone += back ? 1 : 0;
          failed += fact.failures() > 0 ? 1 : 0;
          done += fact.ended() != null && fact.skipped() == null && !back ? 1 : 0;
          cites.addAll(fact.failures() > 0 ? fact.cites() : List.of());
        }
      }
    }
    List<Long> some = cites.isEmpty() ? List.of(s.facts().course().last().seq()) : cites;
    return Cell.of("%d / %d / %d (%d)".formatted(done, undone, failed, all)).citing(some);
  }

  private static Cell people(Course course) {
    return Cell.of(String.join(", ", course.people().keySet()))
        .citing(course.people().values().stream().sorted().toList());
  }

  private static Cell nodes(Course course) {
    int times = course.takenOver().size();
    return Cell.of(say(times + " × taken up by a node of S22", "由 S22 节点接管 " + times + " 次"))
        .citing(course.takenOver().stream().map(Entry::seq).toList());
  }
}
