package io.s22.tell.page;

import io.s22.tell.ServiceStatus.Day;
import io.s22.tell.ServiceStatus.Uptime;
import java.util.List;
import java.util.function.Predicate;

/**
 * Uptime as a picture: a bar for each day, all of one kind in one path, so that a year stays small.
 */
public final class DayBars {
  private static final int STEP = 3;

  private DayBars() {}

  /** Days on which nothing happened. */
  public static String up(Uptime uptime) {
    return path(uptime, DayBars::plain);
  }

  public static String slow(Uptime uptime) {
    return path(uptime, day -> !plain(day) && day.maintenance().isZero() && day.outage().isZero());
  }

  public static String maintenance(Uptime uptime) {
    return path(uptime, day -> !day.maintenance().isZero() && day.outage().isZero());
  }

  public static String outage(Uptime uptime) {
    return path(uptime, day -> !day.outage().isZero());
  }

  /** On how many days the service was away: by an outage, or by maintenance alone. */
  public static long daysOf(Uptime uptime, boolean outage) {
    return uptime.days().stream()
        .filter(day ->
            outage ? !day.outage().isZero() : !day.maintenance().isZero() && day.outage().isZero())
        .count();
  }

  private static boolean plain(Day day) {
    return day.maintenance().isZero() && day.outage().isZero() && day.slow().isZero();
  }

  /** Stretches of such days: one subpath for each, with a gap of one unit after each day. */
  private static String path(Uptime uptime, Predicate<Day> kind) {
    List<Day> days = uptime.days();
    StringBuilder path = new StringBuilder();
    int from = -1;
    for (int i = 0; i <= days.size(); i++) {
      boolean in = i < days.size() && kind.test(days.get(i));
      if (in && from < 0) {
        from = i;
      } else if (!in && from >= 0) {
        path.append('M').append(from * STEP).append(" 8H").append(i * STEP - 1);
        from = -1;
      }
    }
    return path.toString();
  }
}
