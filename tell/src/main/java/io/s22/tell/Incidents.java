package io.s22.tell;

import io.s22.journal.RunState;
import io.s22.plan.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was not planned: windows that overran, and rollbacks that failed. */
final class Incidents {
  private Incidents() {}

  /**
   * Incidents, newest first.
   *
   * @param stories newest run first
   */
  static List<Incident> of(List<RunStory> stories, Instant now) {
    List<Incident> found = new ArrayList<>();
    for (RunStory story : stories) {
      if (story.state() == RunState.STUCK) {
        found.add(stuck(story, mended(story, stories)));
      }
      Instant until = story.ended() == null ? now : story.ended();
      if (story.started() != null && until.isAfter(story.closes())) {
        found.add(overrun(story));
      }
    }
    return found;
  }

  /** A later run of the same plan that ended well shows that people mended what was stuck. */
  private static @Nullable Instant mended(RunStory stuck, List<RunStory> stories) {
    return stories.stream()
        .filter(s -> s.plan().plan().equals(stuck.plan().plan()))
        .filter(s -> s.openedAt().isAfter(stuck.openedAt()))
        .filter(s -> s.state() == RunState.DONE || s.state() == RunState.ROLLED_BACK)
        .map(RunStory::ended)
        .filter(at -> at != null)
        .min(Instant::compareTo)
        .orElse(null);
  }

  private static Incident stuck(RunStory story, @Nullable Instant mended) {
    Instant began = story.ended() == null ? story.closes() : story.ended();
    String id = story.run() + "-stuck";
    List<Update> updates = new ArrayList<>();
    if (mended != null) {
      updates.add(new Update(id + "-2", mended, "resolved", Words.both("Mended.", "已修复。")));
    }
    updates.add(
        new Update(
            id + "-1",
            began,
            "identified",
            Words.both(
                "A change could not be rolled back. People are repairing it.",
                "一项变更无法回退，人员正在修复。")));
    return new Incident(
        id,
        story.run(),
        named(story, "Rollback failed: ", "回退失败："),
        Incident.Impact.MAJOR,
        began,
        mended,
        unfinished(story),
        updates);
  }

  /** The services that a step touches which neither ended as wanted nor was undone. */
  static List<String> unfinished(RunStory story) {
    return story.plan().cluster().services().keySet().stream()
        .filter(service ->
            story.plan().stages().stream()
                .flatMap(stage -> stage.steps().stream())
                .filter(step -> Impact.touches(story.plan(), step, service))
                .map(step -> story.step(step).progress())
                .anyMatch(
                    p -> p == Progress.FAILED || p == Progress.UNDOING || p == Progress.RUNNING))
        .toList();
  }

  private static Incident overrun(RunStory story) {
    String id = story.run() + "-overrun";
    Instant ended = story.ended();
    List<Update> updates = new ArrayList<>();
    if (ended != null) {
      updates.add(
          new Update(id + "-2", ended, "resolved", Words.both("The window has ended.", "维护已结束。")));
    }
    updates.add(
        new Update(
            id + "-1",
            story.closes(),
            "identified",
            Words.both("The window has passed its planned end and goes on.", "维护已超过计划结束时间，仍在进行。")));
    List<String> touched =
        story.plan().cluster().services().keySet().stream()
            .filter(s -> !story.planned(s).isEmpty())
            .toList();
    return new Incident(
        id,
        story.run(),
        named(story, "Maintenance overruns: ", "维护超时："),
        Incident.Impact.MINOR,
        story.closes(),
        ended,
        touched,
        updates);
  }

  private static Text named(RunStory story, String en, String zh) {
    Text title = story.plan().title();
    return Words.each(l -> (l == Language.ZH ? zh : en) + title.in(l.locale()));
  }
}
