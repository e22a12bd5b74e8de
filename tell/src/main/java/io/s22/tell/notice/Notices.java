package io.s22.tell.notice;

import io.s22.journal.RunState;
import io.s22.plan.Text;
import io.s22.tell.Maintenance;
import io.s22.tell.Milestone;
import io.s22.tell.Progress;
import io.s22.tell.RunStory;
import io.s22.tell.WindowMove;
import io.s22.tell.WindowPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which notices a run calls for: a pure fold of its plan and its journal. The same journal at the
 * same instant makes the same notices, and a later one keeps those of an earlier one.
 */
public final class Notices {
  private final RunStory story;
  private final Maintenance window;
  private final Instant now;
  private final List<Notice> found = new ArrayList<>();

  private Notices(RunStory story, Instant now) {
    this.story = story;
    this.now = now;
    this.window = story.window(List.of());
  }

  /** Everything that is due by {@code now}, the oldest first. */
  public static List<Notice> due(RunStory story, Instant now) {
    return all(story, now).stream().filter(n -> !n.at().isAfter(now)).toList();
  }

  /** What is due, and the reminders to come as the window stands. */
  public static List<Notice> all(RunStory story, Instant now) {
    return new Notices(story, now).fold();
  }

  private List<Notice> fold() {
    List<Version> versions = versions();
    for (Milestone milestone : story.milestones()) {
      take(milestone, versions);
    }
    versions.forEach(this::overrun);
    found.addAll(new PlannedWords(story, window, now).due(versions));
    found.addAll(Payments.of(story, window));
    found.sort(Comparator.comparing(Notice::at));
    return List.copyOf(found);
  }

  private List<Version> versions() {
    List<Version> versions = new ArrayList<>();
    List<WindowMove> moves = window.moves();
    Instant from = story.openedAt();
    for (int i = 0; i <= moves.size(); i++) {
      WindowMove next = i < moves.size() ? moves.get(i) : null;
      WindowMove last = i > 0 ? moves.get(i - 1) : null;
      Instant opens = last != null ? last.opens() : next != null ? next.oldOpens() : window.opens();
      Instant closes =
          last != null ? last.closes() : next != null ? next.oldCloses() : window.closes();
      Instant to = next != null ? next.at() : reminded();
      versions.add(new Version(from, to, opens, closes, i));
      from = to;
    }
    return versions;
  }

  /** Until when reminders make sense: the beginning of work, or the end of it all. */
  private Instant reminded() {
    Instant started = window.started();
    Instant ended = window.ended();
    return started != null ? started : ended != null ? ended : Instant.MAX;
  }

  private void take(Milestone milestone, List<Version> versions) {
    Version first = versions.getFirst();
    switch (milestone.kind()) {
      case OPENED -> {
        add(
            "announced",
            NoticeKind.ANNOUNCED,
            milestone.at(),
            null,
            new PlannedWords(story, window, now).announcing(first));
      }
      case MOVED -> {
        WindowMove move = milestone.move();
        if (move != null) {
          moved(move);
        }
      }
      case STARTED ->
          add("started", NoticeKind.STARTED, milestone.at(), window.ended(), newest().facts());
      case STAGE_ENDED -> stage(milestone);
      case ENDED -> ended(milestone.at());
      case STAGE_BEGAN, PAUSED, ASKING, WENT_ON, ROLLING_BACK -> {
        // Shown on the page; nobody is called away from his work for it.
      }
    }
  }

  private void moved(WindowMove move) {
    int number = window.moves().indexOf(move) + 1;
    found.add(
        new Notice(
            story.run(),
            "moved-" + number,
            NoticeKind.MOVED,
            move.at(),
            null,
            story.touched(),
            Medium.over(List.of()),
            new Notice.Facts(
                move.opens(),
                move.closes(),
                move.oldOpens(),
                move.oldCloses(),
                null,
                null,
                null,
                Map.of(),
                number)));
  }

  private void stage(Milestone milestone) {
    if (milestone.progress() != Progress.DONE) {
      return;
    }
    Text title =
        window.stages().stream()
            .filter(s -> s.name().equals(milestone.stage()))
            .map(Maintenance.StageLine::title)
            .findFirst()
            .orElse(Text.of(milestone.stage()));
    Notice.Facts stood = newest().facts();
    found.add(
        new Notice(
            story.run(),
            "stage-" + milestone.stage() + "-" + milestone.seq(),
            NoticeKind.STAGE_FINISHED,
            milestone.at(),
            window.ended(),
            story.touchedBy(milestone.stage()),
            Medium.over(List.of()),
            new Notice.Facts(
                stood.opens(),
                stood.closes(),
                null,
                null,
                title,
                null,
                null,
                Map.of(),
                stood.revision())));
  }

  private void ended(Instant at) {
    if (window.phase() == WindowPhase.CANCELLED) {
      add("cancelled", NoticeKind.CANCELLED, at, null, newest().facts());
      return;
    }
    Duration left = Duration.between(at, window.closes());
    Duration whole = Duration.between(window.opens(), window.closes());
    boolean early = story.state() == RunState.DONE && left.multipliedBy(10).compareTo(whole) >= 0;
    add(
        "finished",
        early ? NoticeKind.EARLY_FINISH : NoticeKind.FINISHED,
        at,
        null,
        newest().facts());
  }

  private Version newest() {
    return new Version(
        story.openedAt(), Instant.MAX, window.opens(), window.closes(), window.moves().size());
  }

  /** A window that was extended may be overrun again: each close is told of on its own. */
  private void overrun(Version version) {
    Instant started = window.started();
    Instant ended = window.ended();
    List<WindowMove> moves = window.moves();
    Instant until =
        version.number() < moves.size()
            ? moves.get(version.number()).at()
            : ended == null ? now : ended;
    Instant closes = version.closes();
    if (started != null && started.isBefore(closes) && until.isAfter(closes)) {
      add("overrun-" + version.number(), NoticeKind.OVERRUN, closes, ended, version.facts());
    }
  }

  private void add(
      String event, NoticeKind kind, Instant at, @Nullable Instant until, Notice.Facts facts) {
    found.add(
        new Notice(
            story.run(), event, kind, at, until, story.touched(), Medium.over(List.of()), facts));
  }
}
