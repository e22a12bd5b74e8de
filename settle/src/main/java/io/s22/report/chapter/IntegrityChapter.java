package io.s22.report.chapter;

import static io.s22.report.doc.Cell.say;

import io.s22.journal.Entry;
import io.s22.journal.Phase;
import io.s22.plan.Step;
import io.s22.plan.Text;
import io.s22.report.Subject;
import io.s22.report.doc.Block;
import io.s22.report.doc.Cell;
import io.s22.report.doc.Cell.Mood;
import io.s22.report.doc.Paragraph;
import io.s22.report.doc.Section;
import io.s22.report.doc.Table;
import io.s22.report.fact.StepFacts.Ending;
import io.s22.report.fact.StepFacts.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Is every row where it belongs? What comparisons and restored back-ups proved, and until when. */
final class IntegrityChapter {
  /** Row D7: within 72 hours after the window. */
  static final Duration DUE = Duration.ofHours(72);

  private static final Pattern COMPARED = Pattern.compile("([0-9]+) rows of ([0-9]+) tables");
  private static final double SOON = 12;

  private IntegrityChapter() {}

  static Section of(Subject s) {
    Set<String> comparing = comparing(s);
    List<Ending> proofs =
        s.facts().steps().sayings().stream()
            .filter(e -> e.effect().phase() != Phase.UNDO)
            .filter(
                e -> comparing.contains(e.effect().step()) || COMPARED.matcher(e.detail()).find())
            .toList();
    List<Trouble> faults =
        s.facts().steps().troubles().stream()
            .filter(t -> comparing.contains(t.effect().step()) && t.kind().equals("failed"))
            .toList();
    List<Block> blocks = new ArrayList<>();
    Verifications later = new Verifications(s);
    blocks.add(later.isEmpty() ? due(s, comparing, proofs, faults) : due(s, later));
    if (later.ended() != null) {
      blocks.add(later.table(s));
    }
    if (!proofs.isEmpty()) {
      blocks.add(table(s, proofs));
    }
    if (!faults.isEmpty()) {
      blocks.add(faults(s, faults));
    }
    return new Section("integrity", say("Integrity of data", "数据完整性"), blocks);
  }

  private static Set<String> comparing(Subject s) {
    Set<String> steps = new HashSet<>();
    s.plan()
        .stages()
        .forEach(stage ->
            stage.steps().stream()
                .filter(step -> step.uses().endsWith(".compare"))
                .map(Step::step)
                .forEach(steps::add));
    return steps;
  }

  private static Instant due(Subject s) {
    return s.facts().course().opened().closes().plus(DUE);
  }

  /** What was compared after the run says more than what the run compared. */
  private static Paragraph due(Subject s, Verifications later) {
    Entry ended = later.ended();
    if (ended == null || later.underWay()) {
      return later.progress(s, due(s));
    }
    return Verifications.same(ended)
        ? proven(s, ended.seq(), ended.at(), due(s))
        : different(ended.seq());
  }

  private static Paragraph different(long entry) {
    return new Paragraph(
        say("NOT proven: differences were found.", "未证明：发现差异。"), Mood.BAD, List.of(entry));
  }

  private static Paragraph due(
      Subject s, Set<String> comparing, List<Ending> proofs, List<Trouble> faults) {
    List<Ending> done =
        proofs.stream()
            .filter(e -> comparing.contains(e.effect().step()) && e.effect().phase() == Phase.ACT)
            .toList();
    if (comparing.isEmpty()) {
      return new Paragraph(
          say(
              "The plan has no step that compares data, so its integrity after the work is not"
                  + " proven.",
              "计划中没有比较数据的步骤，因此未证明维护后的数据完整性。"),
          Mood.DOUBTFUL,
          List.of());
    }
    if (!done.isEmpty()
        && (faults.isEmpty() || done.getLast().entry() > faults.getLast().entry())) {
      Ending last = done.getLast();
      return proven(s, last.entry(), last.at(), due(s));
    }
    if (!faults.isEmpty()) {
      return different(faults.getLast().entry());
    }
    return open(s, due(s));
  }

  private static Paragraph proven(Subject s, long entry, Instant last, Instant due) {
    boolean inTime = !last.isAfter(due);
    String at = s.time(last);
    String until = s.time(due);
    return new Paragraph(
        inTime
            ? say(
                "Proven at " + at + "; it was due by " + until + " (72 h after the window).",
                "已于 " + at + " 证明；期限为 " + until + "（窗口结束后 72 小时）。")
            : say(
                "Proven at " + at + ", too late: it was due by " + until + ".",
                "已于 " + at + " 证明，但晚于期限 " + until + "。"),
        inTime ? Mood.GOOD : Mood.BAD,
        List.of(entry));
  }

  private static Paragraph open(Subject s, Instant due) {
    Duration left = Duration.between(s.now(), due);
    String until = s.time(due);
    if (left.isNegative()) {
      return new Paragraph(
          say(
              "ALARM: not proven, and it was due by " + until + ".",
              "警报：尚未证明，期限 " + until + " 已过。"),
          Mood.BAD,
          List.of(s.facts().course().last().seq()));
    }
    boolean alarm = left.toMinutes() < SOON * 60;
    String english = (alarm ? "ALARM: " : "") + "not proven yet; ";
    String chinese = (alarm ? "警报：" : "") + "尚未证明；";
    return new Paragraph(
        say(
            english
                + Subject.length(left)
                + " are left, until "
                + until
                + ". Carry its comparison out.",
            chinese + "剩余 " + Subject.length(left) + "，期限 " + until + "。请执行其比较步骤。"),
        alarm ? Mood.BAD : Mood.DOUBTFUL,
        List.of(s.facts().course().last().seq()));
  }

  private static Table table(Subject s, List<Ending> proofs) {
    return new Table(
        say("What was compared", "比较结果"),
        say(
            "Every row of every table is read on both sides and hashed (a CRC-32C chained through the columns, combined over"
                + " ranges; ranges that differ are read again when the copy has caught up, so that a"
                + " table that changes meanwhile is not misreported). It waits while replication lags"
                + " and goes on where it was after a crash. Counts are the drivers', from the"
                + " journal; no sampling unless the text says so.",
            "两侧逐行读取全部表并计算散列（逐列链式 CRC-32C，按区间合并；有差异的区间在副本追上后重读，因此比较期间变化的表不会误报）。"
                + "复制延迟时等待，崩溃后从断点继续。数目由驱动写入日志；除非注明，均为全量。"),
        List.of(
            say("Step", "步骤"),
            say("Tables", "表"),
            say("Rows", "行"),
            say("Took", "用时"),
            say("At", "时间"),
            say("Found", "结果")),
        proofs.stream().map(e -> row(s, e)).toList());
  }

  private static List<Cell> row(Subject s, Ending e) {
    Matcher counts = COMPARED.matcher(e.detail());
    boolean counted = counts.find();
    return List.of(
        Cell.of(e.effect().toString()),
        counted ? count(counts.group(2)) : Cell.none(),
        counted ? count(counts.group(1)) : Cell.none(),
        Cell.of(Subject.length(Duration.between(e.from(), e.at()))),
        Cell.of(s.time(e.at())),
        Cell.of(Text.of(e.detail().strip()))
            .citing(e.began() == e.entry() ? List.of(e.entry()) : List.of(e.began(), e.entry())));
  }

  private static Cell count(String digits) {
    double value = Double.parseDouble(digits);
    return Cell.figure(value, Subject.number(value), List.of());
  }

  private static Table faults(Subject s, List<Trouble> faults) {
    return new Table(
        say("Faults found", "发现的问题"),
        say("What the comparison reported, from the journal.", "比较所报告的内容，取自日志。"),
        List.of(say("When", "时间"), say("Step", "步骤"), say("What", "内容")),
        faults.stream()
            .map(t ->
                List.of(
                    Cell.of(s.time(t.at()), t.entry()),
                    Cell.of(t.effect().toString()),
                    Cell.of(t.why()).as(Mood.BAD)))
            .toList());
  }
}
