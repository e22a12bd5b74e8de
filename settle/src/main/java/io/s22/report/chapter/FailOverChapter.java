package io.s22.report.chapter;

import static io.s22.report.doc.Cell.say;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.Phase;
import io.s22.plan.Step;
import io.s22.plan.Text;
import io.s22.report.Subject;
import io.s22.report.doc.Cell;
import io.s22.report.doc.Cell.Mood;
import io.s22.report.doc.Paragraph;
import io.s22.report.doc.Section;
import io.s22.report.doc.Table;
import io.s22.report.fact.Notes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Switch-overs and fail-overs, and how long nobody was served. */
final class FailOverChapter {
  private static final Set<String> ACTIONS = Set.of("switch", "fail-over");

  private FailOverChapter() {}

  static Section of(Subject s) {
    List<List<Cell>> rows = rows(s);
    Text title = say("Fail-over drills and switch-overs", "故障切换演练与主备切换");
    if (rows.isEmpty()) {
      return new Section(
          "fail-over", title, new Paragraph(say("Nothing was switched over.", "没有切换。")));
    }
    return new Section(
        "fail-over",
        title,
        new Table(
            say("Switches", "切换"),
            say(
                "Length: from intent to outcome in the journal. Gap: the longest time around it in"
                    + " which no write of a client was acknowledged, measured by that client and noted"
                    + " in the journal; not measured where nobody wrote.",
                "时长：日志中从意图到结果。间隙：切换前后客户端写入得不到确认的最长时间，由该客户端测得并记入日志；无人写入时未测量。"),
            List.of(
                say("Switch", "切换"),
                say("At", "时间"),
                say("Length", "时长"),
                say("Gap", "间隙"),
                say("What happened", "经过")),
            rows));
  }

  private static List<List<Cell>> rows(Subject s) {
    Map<String, Entry> gaps = new HashMap<>();
    s.facts().notes().on("gap").forEach(entry -> gaps.put(Notes.note(entry).text(), entry));
    List<List<Cell>> rows = new ArrayList<>();
    Map<String, Step> switching = new HashMap<>();
    s.plan()
        .stages()
        .forEach(stage ->
            stage.steps().stream()
                .filter(step -> ACTIONS.contains(step.uses().replaceAll("^.*\\.", "")))
                .forEach(step -> switching.put(step.step(), step)));
    for (var said : s.facts().steps().sayings()) {
      boolean drill = gaps.containsKey(said.effect().toString());
      boolean switched =
          switching.containsKey(said.effect().step()) && said.effect().phase() == Phase.ACT;
      if (drill || switched) {
        Duration length = Duration.between(said.from(), said.at());
        rows.add(
            List.of(
                Cell.of(said.effect().toString()),
                Cell.of(s.time(said.from()), said.began()),
                Cell.figure(length.toMillis() / 1e3, Subject.length(length), List.of(said.entry())),
                gap(gaps.remove(said.effect().toString())),
                Cell.of(said.detail().strip())));
      }
    }
    gaps.values()
        .forEach(entry ->
            rows.add(
                List.of(
                    Cell.of(Notes.note(entry).text()),
                    Cell.of(s.time(entry.at())),
                    Cell.none(),
                    gap(entry),
                    Cell.none())));
    return rows;
  }

  private static Cell gap(@org.jspecify.annotations.Nullable Entry entry) {
    if (entry == null) {
      return Cell.of(say("not measured", "未测量")).as(Mood.DOUBTFUL);
    }
    Event.Noted note = Notes.note(entry);
    String millis = note.facts().getOrDefault("millis", "");
    return millis.matches("[0-9]{1,12}")
        ? Cell.figure(Double.parseDouble(millis) / 1e3, millis + " ms", List.of(entry.seq()))
        : Cell.of(note.facts().toString(), entry.seq());
  }
}
