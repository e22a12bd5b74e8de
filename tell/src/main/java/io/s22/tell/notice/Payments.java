package io.s22.tell.notice;

import io.s22.plan.Compensation;
import io.s22.tell.Interval;
import io.s22.tell.Intervals;
import io.s22.tell.Maintenance;
import io.s22.tell.RunStory;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What users are told they are due once a window is over, as the plan's contract counts. */
final class Payments {
  private Payments() {}

  /** The notice of it, where there is anything to tell. */
  static List<Notice> of(RunStory story, Maintenance window) {
    Compensation rules = story.plan().compensation();
    Instant ended = window.ended();
    if (rules == null || ended == null || window.started() == null) {
      return List.of();
    }
    Map<String, Duration> counted = counted(story, window, rules, ended);
    boolean points = rules.creditPointsTimes() != null;
    if (counted.isEmpty() && !points) {
      return List.of();
    }
    return List.of(
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

  private static Map<String, Duration> counted(
      RunStory story, Maintenance window, Compensation rules, Instant ended) {
    Map<String, Duration> counted = new LinkedHashMap<>();
    for (String service : story.plan().cluster().services().keySet()) {
      Intervals away = story.away(service, ended);
      Duration all = away.length();
      Duration inside = away.within(new Interval(window.opens(), window.closes())).length();
      Duration counts = rules.paysAnnounced() ? all : all.minus(inside);
      Duration least = rules.after() == null ? Duration.ZERO : rules.after();
      if (!counts.isZero() && counts.compareTo(least) >= 0) {
        counted.put(service, counts);
      }
    }
    return counted;
  }
}
