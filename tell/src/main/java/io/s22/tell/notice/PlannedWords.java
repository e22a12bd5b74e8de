package io.s22.tell.notice;

import io.s22.plan.Announcement;
import io.s22.tell.Maintenance;
import io.s22.tell.RunStory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a plan itself wants told, and when: before, again and again during, and after a window. */
final class PlannedWords {
  /** When people are reminded where the plan names no time. */
  private static final List<Duration> USUAL = List.of(Duration.ofDays(1), Duration.ofHours(1));

  /** Of a message that comes again and again, those older than this are no longer looked for. */
  private static final Duration LOOK_BACK = Duration.ofHours(24);

  private final RunStory story;
  private final Maintenance window;
  private final Instant now;
  private final List<Notice> found = new ArrayList<>();

  PlannedWords(RunStory story, Maintenance window, Instant now) {
    this.story = story;
    this.window = window;
    this.now = now;
  }

  /** All of it, in no order; what is to come is among it. */
  List<Notice> due(List<Version> versions) {
    versions.forEach(this::reminders);
    repeated();
    afterwards();
    return List.copyOf(found);
  }

  /** What the announcement of a window says. */
  Notice.Facts announcing(Version first) {
    Announcement words = merged(first);
    return words == null ? first.facts() : first.facts(words.says(), words.subject());
  }

  /** The plan's words that are due already when the run is opened: the announcement says them. */
  private @Nullable Announcement merged(Version first) {
    return story.plan().announcements().stream()
        .filter(a -> a.beforeOpening() != null && !later(a, first))
        .filter(a -> !Medium.over(a.over()).isEmpty() && a.to().isEmpty())
        .min(Comparator.comparing(Announcement::beforeOpening))
        .orElse(null);
  }

  private static boolean later(Announcement announcement, Version version) {
    Duration before = announcement.beforeOpening();
    return before != null && version.opens().minus(before).isAfter(version.from());
  }

  private Version newest() {
    return new Version(
        story.openedAt(), Instant.MAX, window.opens(), window.closes(), window.moves().size());
  }

  private void reminders(Version version) {
    List<Announcement> planned =
        story.plan().announcements().stream().filter(a -> a.beforeOpening() != null).toList();
    if (planned.isEmpty()) {
      USUAL.forEach(before ->
          remind(version, before, version.facts(), story.touched(), Medium.over(List.of()), ""));
    }
    int number = 0;
    for (Announcement each : planned) {
      Duration before = each.beforeOpening();
      if (before != null) {
        remind(
            version,
            before,
            version.facts(each.says(), each.subject()),
            people(each),
            Medium.over(each.over()),
            "-" + number++);
      }
    }
  }

  private void remind(
      Version version,
      Duration before,
      Notice.Facts facts,
      List<String> services,
      Set<Medium> over,
      String suffix) {
    Instant due = version.opens().minus(before);
    // What is due already when people are told of the window, is told with it.
    if (due.isAfter(version.from()) && due.isBefore(version.to()) && !over.isEmpty()) {
      found.add(
          new Notice(
              story.run(),
              "reminder-" + before + "-" + version.number() + suffix,
              NoticeKind.REMINDER,
              due,
              version.opens(),
              services,
              over,
              facts));
    }
  }

  private List<String> people(Announcement announcement) {
    return announcement.to().isEmpty() ? story.touched() : announcement.to();
  }

  /** The plan's messages that come again and again while the window is open. */
  private void repeated() {
    Instant from = window.started();
    if (from == null) {
      return;
    }
    Instant ended = window.ended();
    Instant end = ended == null ? now : ended;
    for (Announcement each : story.plan().announcements()) {
      Duration every = each.every();
      Set<Medium> over = Medium.over(each.over());
      // Where no channel is named, the page alone says it: nobody wants a mail every five minutes.
      if (every != null && !every.isZero() && !each.over().isEmpty() && !over.isEmpty()) {
        long first = Math.max(1, Duration.between(from, now.minus(LOOK_BACK)).dividedBy(every) + 1);
        for (long i = first; !from.plus(every.multipliedBy(i)).isAfter(end); i++) {
          Instant at = from.plus(every.multipliedBy(i));
          found.add(
              new Notice(
                  story.run(),
                  "every-" + every + "-" + i,
                  NoticeKind.UPDATE,
                  at,
                  at.plus(every),
                  people(each),
                  over,
                  newest().facts(each.says(), each.subject())));
        }
      }
    }
  }

  /** The plan's words for after the window; they wait for its real end. */
  private void afterwards() {
    Instant ended = window.ended();
    if (ended == null || window.started() == null) {
      return;
    }
    int number = 0;
    for (Announcement each : story.plan().announcements()) {
      Duration after = each.afterClosing();
      Set<Medium> over = Medium.over(each.over());
      if (after != null && !over.isEmpty()) {
        Instant closed = ended.isAfter(window.closes()) ? ended : window.closes();
        found.add(
            new Notice(
                story.run(),
                "after-" + after + "-" + number++,
                NoticeKind.FINISHED,
                closed.plus(after),
                null,
                people(each),
                over,
                newest().facts(each.says(), each.subject())));
      }
    }
  }
}
