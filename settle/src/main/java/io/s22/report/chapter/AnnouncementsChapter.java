package io.s22.report.chapter;

import static io.s22.report.doc.Cell.say;

import io.s22.journal.Entry;
import io.s22.plan.Announcement;
import io.s22.plan.Text;
import io.s22.report.Handed.Post;
import io.s22.report.Subject;
import io.s22.report.doc.Block;
import io.s22.report.doc.Cell;
import io.s22.report.doc.Paragraph;
import io.s22.report.doc.Section;
import io.s22.report.doc.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What users were told while it went on, and how long they were told nothing. */
final class AnnouncementsChapter {
  private AnnouncementsChapter() {}

  static Section of(Subject s) {
    List<Post> posts = s.handed().posts().stream().sorted(Comparator.comparing(Post::at)).toList();
    Text title = say("Announcements", "公告");
    if (posts.isEmpty()) {
      return new Section(
          "announcements",
          title,
          new Paragraph(say("Nothing was announced from this machine.", "本机未发布任何公告。")));
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(silence(s, posts));
    blocks.add(
        new Table(
            say(posts.size() + " announcements", "共 " + posts.size() + " 条公告"),
            say(
                "The status page's own texts: those that follow from the run's journal by"
                    + " themselves, and those that people or the watchdog posted.",
                "状态页的公告文本：由执行日志自动生成的，以及由人员或看门狗发布的。"),
            List.of(say("When", "时间"), say("By", "发布者"), say("Text", "内容")),
            posts.stream()
                .map(p -> List.of(Cell.of(s.time(p.at())), Cell.of(p.by()), Cell.of(p.text())))
                .toList()));
    return new Section("announcements", title, blocks);
  }

  /** From the beginning of the work, or the first word, to its end. */
  private static Paragraph silence(Subject s, List<Post> posts) {
    Entry began = s.facts().course().began();
    Instant from = began == null ? posts.getFirst().at() : began.at();
    Instant end = s.facts().course().ended();
    Instant until = end == null ? s.now() : end;
    Instant before = from;
    Duration longest = Duration.ZERO;
    Instant at = from;
    for (Post post : posts) {
      if (post.at().isAfter(from) && !post.at().isAfter(until)) {
        Duration silent = Duration.between(before, post.at());
        at = silent.compareTo(longest) > 0 ? before : at;
        longest = silent.compareTo(longest) > 0 ? silent : longest;
        before = post.at();
      }
    }
    Duration last = Duration.between(before, until);
    at = last.compareTo(longest) > 0 ? before : at;
    longest = last.compareTo(longest) > 0 ? last : longest;
    List<Long> cites = began == null ? List.of() : List.of(began.seq());
    Duration every = every(s);
    String above = "";
    String chao = "";
    Cell.Mood mood = Cell.Mood.PLAIN;
    if (every != null && longest.compareTo(every) > 0) {
      above = " The plan says every " + Subject.length(every) + ": it was longer.";
      chao = "计划为每 " + Subject.length(every) + " 一次：超出。";
      mood = Cell.Mood.BAD;
    }
    return new Paragraph(
        say(
            "Longest silence while work went on: "
                + Subject.length(longest)
                + ", from "
                + s.time(at)
                + " (between two announcements, from the beginning of work to its end)."
                + above,
            "执行期间最长的静默："
                + Subject.length(longest)
                + "，始于 "
                + s.time(at)
                + "（从开始到结束，相邻公告之间）。"
                + chao),
        mood,
        cites);
  }

  /** How often the plan says that users are told while it goes on; null for nothing. */
  private static @Nullable Duration every(Subject s) {
    return s.plan().announcements().stream()
        .map(Announcement::every)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }
}
