package io.s22.tell;

import io.s22.plan.Compensation;
import io.s22.tell.ServiceStatus.Day;
import io.s22.tell.ServiceStatus.Uptime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * How long services were there, day by day. What happened inside an announced window is maintenance
 * and counts as the plan's {@code compensation.counts-announced} says; what happened outside
 * counts.
 */
final class Uptimes {
  /** How many days a page looks back, as status pages do. */
  static final int DAYS = 90;

  private final List<RunStory> stories;
  private final ZoneId zone;
  private final Instant now;

  Uptimes(List<RunStory> stories, ZoneId zone, Instant now) {
    this.zone = zone;
    this.now = now;
    Instant first = now.minus(Duration.ofDays(DAYS + 1));
    this.stories =
        stories.stream()
            .filter(s -> s.started() != null)
            .filter(s -> s.ended() == null || s.ended().isAfter(first))
            .toList();
  }

  Uptime of(String service) {
    List<Day> days = new ArrayList<>(DAYS);
    LocalDate today = LocalDate.ofInstant(now, zone);
    Duration counted = Duration.ZERO;
    Duration all = Duration.ZERO;
    for (int back = DAYS - 1; back >= 0; back--) {
      LocalDate day = today.minusDays(back);
      Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
      Interval frame =
          new Interval(day.atStartOfDay(zone).toInstant(), end.isAfter(now) ? now : end);
      Totals totals = new Totals();
      stories.forEach(story -> totals.add(story, service, frame));
      days.add(new Day(day, totals.maintenance, totals.outage, totals.slow));
      counted = counted.plus(totals.counted);
      all = all.plus(frame.length());
    }
    double share = all.isZero() ? 1 : 1 - (double) counted.toMillis() / all.toMillis();
    return new Uptime(days, Math.clamp(share, 0, 1));
  }

  private final class Totals {
    private Duration maintenance = Duration.ZERO;
    private Duration outage = Duration.ZERO;
    private Duration slow = Duration.ZERO;
    private Duration counted = Duration.ZERO;

    void add(RunStory story, String service, Interval frame) {
      Impact impact = story.impact(now);
      Intervals away = impact.away(service).within(frame);
      Duration inside = away.within(new Interval(story.opens(), story.closes())).length();
      Duration outside = away.length().minus(inside);
      maintenance = maintenance.plus(inside);
      outage = outage.plus(outside);
      slow = slow.plus(impact.slow(service).within(frame).length());
      Compensation contract = story.plan().compensation();
      boolean announcedCounts = contract != null && contract.paysAnnounced();
      counted = counted.plus(outside).plus(announcedCounts ? inside : Duration.ZERO);
    }
  }
}
