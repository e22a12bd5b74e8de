package io.s22.report.chapter;

import static io.s22.report.doc.Cell.say;

import io.s22.journal.Entry;
import io.s22.journal.Phase;
import io.s22.plan.Step;
import io.s22.report.Subject;
import io.s22.report.doc.Block;
import io.s22.report.doc.Cell;
import io.s22.report.doc.Cell.Mood;
import io.s22.report.doc.Commands;
import io.s22.report.doc.Paragraph;
import io.s22.report.doc.Section;
import io.s22.report.doc.Table;
import io.s22.report.fact.Course;
import io.s22.report.fact.Notes;
import io.s22.report.fact.StepFacts.Ending;
import io.s22.report.fact.StepFacts.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an auditor needs: the chain's head, how to verify it, and which controls entries bear on.
 */
final class EvidenceChapter {
  private EvidenceChapter() {}

  static Section of(Subject s) {
    Course course = s.facts().course();
    Entry head = course.last();
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Paragraph(
            say(
                "The journal has "
                    + head.seq()
                    + " entries; its head is "
                    + head.hash()
                    + ". Note the head elsewhere: a journal that ends with it is the one this report"
                    + " was made from.",
                "日志共 " + head.seq() + " 条；链首为 " + head.hash() + "。请另行记录链首：以其结尾的日志即本报告所依据的日志。"),
            Mood.PLAIN,
            List.of(1L, head.seq())));
    String run = head.run();
    blocks.add(
        new Commands(
            say("Verify it with S22, or with standard tools only:", "使用 S22 或仅用标准工具验证："),
            "s22 journal verify "
                + run
                + " --head "
                + head.hash()
                + "\n"
                + "s22 evidence "
                + run
                + "        # then, without S22:\n"
                + "sh verify.sh "
                + head.hash()));
    blocks.add(kinds(course));
    blocks.add(controls(s));
    return new Section("evidence", say("Evidence", "证据"), blocks);
  }

  private static Table kinds(Course course) {
    return new Table(
        say("Entries by kind", "按类型统计的日志"),
        say("Counted over the whole journal.", "对全部日志计数。"),
        List.of(say("Kind", "类型"), say("Entries", "条数"), say("First", "首条")),
        course.kinds().entrySet().stream()
            .sorted(java.util.Map.Entry.comparingByKey())
            .map(each ->
                List.of(
                    Cell.of(each.getKey()),
                    Cell.figure(
                        each.getValue(),
                        Subject.number(each.getValue()),
                        List.of(course.samples().getOrDefault(each.getKey(), 1L))),
                    Cell.of(Long.toString(course.samples().getOrDefault(each.getKey(), 1L)))))
            .toList());
  }

  private static Table controls(Subject s) {
    Controls controls = Controls.read();
    String sources = String.join("; ", controls.sources());
    return new Table(
        say("Controls these entries bear on", "日志与控制项的对应关系"),
        say(
            "Titles: "
                + sources
                + ". What an entry shows is this product's reading, for the auditor"
                + " to judge.",
            "标题来源：" + sources + "。日志所证明的内容为本产品的解读，由审计方判断。"),
        List.of(
            say("Scheme", "标准"),
            say("Control", "控制项"),
            say("Title", "标题"),
            say("What the journal shows", "日志所证明的内容"),
            say("Entries", "日志条目")),
        controls.all().stream().map(control -> row(s, control)).toList());
  }

  private static List<Cell> row(Subject s, Controls.Control control) {
    List<Long> cites = new ArrayList<>();
    control.evidence().forEach(what -> cites.addAll(found(s, what)));
    List<Long> some = cites.stream().distinct().sorted().toList();
    return List.of(
        Cell.of(control.scheme()),
        Cell.of(control.control()),
        Cell.of(control.name()),
        Cell.of(control.shows()),
        some.isEmpty()
            ? Cell.of(say("none in this run", "本次无")).as(Mood.DOUBTFUL)
            : Cell.of(say("see", "见")).citing(some));
  }

  /** Examples of entries: the first of each kind, the first few of an action. */
  private static List<Long> found(Subject s, String what) {
    String name = what.substring(what.indexOf(':') + 1);
    if (what.startsWith("event:")) {
      Long sample = s.facts().course().samples().get(name);
      return sample == null ? List.of() : List.of(sample);
    }
    if (what.startsWith("phase:")) {
      return s.facts().steps().troubles().stream()
          .filter(t -> t.effect().phase() == Phase.UNDO)
          .map(t -> t.entry())
          .limit(2)
          .toList();
    }
    if (what.startsWith("note:")) {
      return s.facts().notes().all().stream()
          .filter(e -> Notes.note(e).subject().equals(name))
          .map(Entry::seq)
          .limit(2)
          .toList();
    }
    if (what.startsWith("action:")) {
      return action(s, name);
    }
    return s.facts().steps().measurements().stream().map(Measured::entry).limit(2).toList();
  }

  private static List<Long> action(Subject s, String action) {
    Set<String> steps =
        s.plan().stages().stream()
            .flatMap(stage -> stage.steps().stream())
            .filter(step -> step.uses().endsWith("." + action))
            .map(Step::step)
            .collect(Collectors.toSet());
    return s.facts().steps().sayings().stream()
        .filter(e -> steps.contains(e.effect().step()))
        .map(Ending::entry)
        .limit(2)
        .toList();
  }
}
