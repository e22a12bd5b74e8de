package io.s22.tell.notice;

import io.s22.journal.RunState;
import io.s22.plan.Announcement;
import io.s22.plan.Compensation;
import io.s22.plan.Text;
import io.s22.tell.Interval;
import io.s22.tell.Intervals;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which notices a run calls for: a pure fold of its plan and its journal. The same journal at the
 * same instant makes the same notices, and a later one keeps those of an earlier one.
 */
public final class Notices {
  /** When people are reminded where the plan names no time. */
  private static final List<Duration> USUAL = List.of(Duration.ofDays(1), Duration.ofHours(1));

  /** Of a message that comes again and again, those older than this are no longer looked for. */
  private static final Duration LOOK_BACK = Duration.ofHours(24);

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
    versions.forEach(this::reminders);
    versions.forEach(this::overrun);
    repeated();
    afterwards();
    compensation();
    found.sort(Comparator.comparing(Notice::at));
    return List.copyOf(found);
  }

  /** A window as it stood from one instant until the next. */
  private record Version(Instant from, Instant to, Instant opens, Instant closes, int number) {}

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
        Announcement words = merged(first);
        add(
            "announced",
            NoticeKind.ANNOUNCED,
            milestone.at(),
            null,
            facts(first, words == null ? null : words.says(), subject(words)));
      }
      case MOVED -> {
        WindowMove move = milestone.move();
        if (move != null) {
          moved(move);
        }
      }
      case STARTED ->
          add("started", NoticeKind.STARTED, milestone.at(), window.ended(), facts(newest()));
      case STAGE_ENDED -> stage(milestone);
      case ENDED -> ended(milestone.at());
      case STAGE_BEGAN, PAUSED, ASKING, WENT_ON, ROLLING_BACK -> {
        // Shown on the page; nobody is called away from his work for it.
      }
    }
  }

  private static @Nullable Text subject(@Nullable Announcement words) {
    return words == null ? null : words.subject();
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
    Notice.Facts stood = facts(newest());
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
      add("cancelled", NoticeKind.CANCELLED, at, null, facts(newest()));
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
        facts(newest()));
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
          remind(version, before, facts(version), story.touched(), Medium.over(List.of()), ""));
    }
    int number = 0;
    for (Announcement each : planned) {
      Duration before = each.beforeOpening();
      if (before != null) {
        remind(
            version,
            before,
            facts(version, each.says(), each.subject()),
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
      add("overrun-" + version.number(), NoticeKind.OVERRUN, closes, ended, facts(version));
    }
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
                  facts(newest(), each.says(), each.subject())));
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
                facts(newest(), each.says(), each.subject())));
      }
    }
  }

  private void compensation() {
    Compensation rules = story.plan().compensation();
    Instant ended = window.ended();
    if (rules == null || ended == null || window.started() == null) {
      return;
    }
    Map<String, Duration> counted = counted(rules, ended);
    boolean points = rules.creditPointsTimes() != null;
    if (!counted.isEmpty() || points) {
      found.add(
          new Notice(
              story.run(),
              "compensation",
              NoticeKind.COMPENSATION,
              ended,
              null,
              points ? story.touched() : List.copyOf(counted.keySet()),
              Medium.over(List.of()),
              new Notice.Facts(
                  window.opens(),
                  window.closes(),
                  null,
                  null,
                  null,
                  null,
                  null,
                  counted,
                  window.revision())));
    }
  }

  private Map<String, Duration> counted(Compensation rules, Instant ended) {
    Map<String, Duration> counted = new LinkedHashMap<>();
    for (String service : story.plan().cluster().services().keySet()) {
      Intervals away = story.away(service, ended);
      Duration all = away.length();
      Duration inside = away.within(new Interval(window.opens(), window.closes())).length();
      boolean announced = Boolean.TRUE.equals(rules.countsAnnounced());
      Duration counts = announced ? all : all.minus(inside);
      Duration least = rules.after() == null ? Duration.ZERO : rules.after();
      if (!counts.isZero() && counts.compareTo(least) >= 0) {
        counted.put(service, counts);
      }
    }
    return counted;
  }

  private void add(
      String event, NoticeKind kind, Instant at, @Nullable Instant until, Notice.Facts facts) {
    found.add(
        new Notice(
            story.run(), event, kind, at, until, story.touched(), Medium.over(List.of()), facts));
  }

  private static Notice.Facts facts(Version version) {
    return facts(version, null, null);
  }

  private static Notice.Facts facts(Version version, @Nullable Text says, @Nullable Text subject) {
    return new Notice.Facts(
        version.opens(),
        version.closes(),
        null,
        null,
        null,
        says,
        subject,
        Map.of(),
        version.number());
  }
}
