package io.s22.report.chapter;

import static io.s22.report.doc.Cell.say;

import io.s22.journal.Entry;
import io.s22.plan.Text;
import io.s22.report.Subject;
import io.s22.report.doc.Block;
import io.s22.report.doc.Cell;
import io.s22.report.doc.Cell.Mood;
import io.s22.report.doc.Paragraph;
import io.s22.report.doc.Table;
import io.s22.report.fact.Notes;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code s22 verify} left in the journal, after the run had ended. */
final class Verifications {
  /** As the command notes it. */
  static final String SUBJECT = "verification";

  private final List<Entry> notes;

  Verifications(Subject s) {
    this.notes = s.facts().notes().on(SUBJECT);
  }

  boolean isEmpty() {
    return notes.isEmpty();
  }

  /** The note of the last one that ended; null for none. */
  @Nullable Entry ended() {
    return notes.stream()
        .filter(each -> phase(each).equals("ended"))
        .reduce((a, b) -> b)
        .orElse(null);
  }

  /** Whether the last one that was begun has not ended. */
  boolean underWay() {
    return !notes.isEmpty() && !phase(notes.getLast()).equals("ended");
  }

  /** Whether nothing differed. */
  static boolean same(Entry ended) {
    return "same".equals(facts(ended).get("result"));
  }

  private static Map<String, String> facts(Entry entry) {
    return Notes.note(entry).facts();
  }

  private static String phase(Entry entry) {
    return facts(entry).getOrDefault("phase", "");
  }

  /** How far the one is that has not ended, and when it will. */
  Paragraph progress(Subject s, Instant due) {
    Entry last = notes.getLast();
    String rows = facts(last).getOrDefault("rows", facts(last).getOrDefault("resumed", "0"));
    String of = facts(last).getOrDefault("estimate", "?");
    Instant ends = instant(facts(last).get("ends"));
    Duration left = Duration.between(s.now(), due);
    boolean late = left.isNegative() || ends != null && ends.isAfter(due);
    String will = ends == null ? "" : "; at its rate it ends at " + s.time(ends);
    String hui = ends == null ? "" : "；按当前速度将于 " + s.time(ends) + " 结束";
    String english = (late ? "ALARM: " : "") + "not proven yet; the comparison is under way: ";
    String chinese = (late ? "警报：" : "") + "尚未证明；比较进行中：";
    return new Paragraph(
        say(
            english + rows + " of about " + of + " rows" + will + "; due by " + s.time(due) + ".",
            chinese + "已比较约 " + of + " 行中的 " + rows + " 行" + hui + "；期限 " + s.time(due) + "。"),
        late ? Mood.BAD : Mood.DOUBTFUL,
        List.of(last.seq()));
  }

  private static @Nullable Instant instant(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** Each that ended, and how it went. */
  Block table(Subject s) {
    List<List<Cell>> rows = new ArrayList<>();
    @Nullable Entry begun = null;
    for (Entry each : notes) {
      if (phase(each).equals("begun") && begun == null) {
        begun = each;
      }
      if (phase(each).equals("ended")) {
        rows.add(row(s, begun == null ? each : begun, each));
        begun = null;
      }
    }
    return new Table(
        say("After the run (s22 verify)", "执行之后（s22 verify）"),
        say(
            "Every row of every table, as above. Took: from its beginning to its end, with the time"
                + " it was not running. Gone on after: rows that were compared before a crash and were"
                + " not read again. Waited: for replicas that lagged and a primary that answered"
                + " slowly.",
            "逐表逐行，方法同上。用时：从开始到结束，包括未运行的时间。续接：崩溃前已比较、未重读的行。等待：因副本延迟或主库应答缓慢。"),
        List.of(
            say("At", "时间"),
            say("Tables", "表"),
            say("Rows", "行"),
            say("Gone on after", "续接"),
            say("Took", "用时"),
            say("Waited", "等待"),
            say("Found", "结果")),
        rows);
  }

  private static List<Cell> row(Subject s, Entry begun, Entry ended) {
    Map<String, String> facts = facts(ended);
    String found =
        same(ended)
            ? Notes.note(ended).text()
            : facts.getOrDefault("differences", "?") + ": " + facts.getOrDefault("found", "");
    return List.of(
        Cell.of(s.time(ended.at()), ended.seq()),
        count(facts.get("tables")),
        count(facts.get("rows")),
        count(facts.get("resumed")),
        Cell.of(Subject.length(Duration.between(begun.at(), ended.at())))
            .citing(List.of(begun.seq(), ended.seq())),
        millis(facts.get("waited-millis")),
        Cell.of(Text.of(found)).as(same(ended) ? Mood.GOOD : Mood.BAD));
  }

  private static Cell count(@Nullable String digits) {
    return digits == null || !digits.matches("[0-9]{1,15}")
        ? Cell.none()
        : Cell.figure(
            Double.parseDouble(digits), Subject.number(Double.parseDouble(digits)), List.of());
  }

  private static Cell millis(@Nullable String digits) {
    return digits == null || !digits.matches("[0-9]{1,15}")
        ? Cell.none()
        : Cell.of(Subject.length(Duration.ofMillis(Long.parseLong(digits))));
  }
}
