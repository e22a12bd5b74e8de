package io.s22.window.curve;

import java.util.List;

/**
 * One course for all ordinary days, from which each weekday departs only as far as the past proves
 * it: slow departures (over an hour or two) and quick ones (slot by slot) are each shrunk by the
 * share of their size that chance alone explains. Source: Efron and Morris, "Stein's estimation
 * rule and its competitors", 1973, with the variances pooled over weekdays and neighbouring slots.
 *
 * <p>Counted in square roots, in which the noise of counts is even (Bartlett, 1936).
 */
final class Calm implements Model {
  private static final int WEEK = 7;
  private static final int MOST_DAYS = 12 * WEEK;
  private static final double FADING = 0.2;
  private static final int WIDTH_MINUTES = 120;

  private final Holidays holidays;

  Calm(Holidays holidays) {
    this.holidays = holidays;
  }

  @Override
  public String name() {
    return "shrunken weekdays";
  }

  @Override
  public double[] forecast(DayGrid past, int days) {
    HolidayEffect effect = new HolidayEffect(past, holidays, profiles(past));
    double[] values = new double[days * past.slots()];
    for (int day = 0; day < days; day++) {
      double[] course = effect.expected(past, past.days() + day);
      System.arraycopy(course, 0, values, day * past.slots(), course.length);
    }
    return values;
  }

  private Profiles profiles(DayGrid past) {
    List<Integer> days =
        Profiles.ordinary(past, holidays).stream()
            .filter(day -> day >= past.days() - MOST_DAYS)
            .toList();
    int half = WIDTH_MINUTES / 2 / past.step();
    WeekSample roots = WeekSample.roots(past, days, FADING);
    WeekSample wide = roots.smoothed(half);
    double[] pooled = WeekSample.pooled(roots.means());
    double[][] slow = wide.departures(half);
    double[][] quick = roots.less(wide).departures(half);
    double[][] rows = new double[WEEK][past.slots()];
    for (int weekday = 0; weekday < WEEK; weekday++) {
      for (int slot = 0; slot < past.slots(); slot++) {
        double root = Math.max(0, pooled[slot] + slow[weekday][slot] + quick[weekday][slot]);
        rows[weekday][slot] = root * root;
      }
    }
    return new Profiles(rows);
  }
}
