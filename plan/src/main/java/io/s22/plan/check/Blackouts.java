package io.s22.plan.check;

import io.s22.plan.Blackout;
import io.s22.plan.TimeRange;
import io.s22.plan.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** When a blackout really is, near a window. */
final class Blackouts {
  /** One time a blackout is, by the clock of the plan's zone. */
  record Dated(LocalDateTime from, LocalDateTime to) {
    /** Seconds from the opening of {@code window} to the begin; negative when before. */
    double begin(Window window, ZoneId zone) {
      return seconds(window, from, zone);
    }

    double end(Window window, ZoneId zone) {
      return seconds(window, to, zone);
    }

    private static double seconds(Window window, LocalDateTime time, ZoneId zone) {
      Instant instant = time.atZone(zone).toInstant();
      return instant.getEpochSecond() - (double) window.opensIn(zone).getEpochSecond();
    }
  }

  private static final int MOST_DAYS = 8;

  private Blackouts() {}

  /** The times a blackout is while {@code window} is open, wholly or in part. */
  static List<Dated> during(Blackout blackout, Window window) {
    List<Dated> all = recurring(blackout, window);
    if (blackout.from() != null && blackout.to() != null) {
      all.add(new Dated(blackout.from(), blackout.to()));
    }
    all.removeIf(
        dated -> !dated.from().isBefore(window.closes()) || !dated.to().isAfter(window.opens()));
    return all;
  }

  /** The daily or weekly times on the days of a window and the day before. */
  private static List<Dated> recurring(Blackout blackout, Window window) {
    List<Dated> all = new ArrayList<>();
    LocalDate last = window.closes().toLocalDate();
    LocalDate day = window.opens().toLocalDate().minusDays(1);
    for (int i = 0; i < MOST_DAYS && !day.isAfter(last); i++, day = day.plusDays(1)) {
      if (blackout.daily() != null) {
        all.add(on(day, blackout.daily()));
      }
      if (blackout.weekly() != null && blackout.weekly().day() == day.getDayOfWeek()) {
        all.add(on(day, blackout.weekly().time()));
      }
    }
    return all;
  }

  private static Dated on(LocalDate day, TimeRange range) {
    LocalDateTime from = day.atTime(range.from());
    return new Dated(from, from.plus(range.length()));
  }
}
