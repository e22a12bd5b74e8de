package io.s22.window.curve;

import java.util.List;

/**
 * Week-slot profiles times the effect of holidays times a robust trend: the median, over the last
 * three weeks, of how much higher than its profile a day was, damped by a square root.
 */
final class WeekSlots implements Model {
  private static final int TREND_DAYS = 21;
  private static final int FEWEST = 4;
  private static final double FADING = 0.2;

  private final Holidays holidays;
  private final boolean median;

  /**
   * @param median medians with a trend, else fading means, which follow the level by themselves
   */
  WeekSlots(Holidays holidays, boolean median) {
    this.holidays = holidays;
    this.median = median;
  }

  @Override
  public String name() {
    return median ? "week-slot medians" : "week-slot means";
  }

  @Override
  public double[] forecast(DayGrid past, int days) {
    Profiles profiles = Profiles.of(past, holidays, FADING, median);
    HolidayEffect effect = new HolidayEffect(past, holidays, profiles);
    double level = median ? trend(past, profiles) : 1;
    double[] values = new double[days * past.slots()];
    for (int day = 0; day < days; day++) {
      double[] course = effect.expected(past, past.days() + day);
      for (int slot = 0; slot < course.length; slot++) {
        values[day * past.slots() + slot] = Math.max(0, course[slot] * level);
      }
    }
    return values;
  }

  private double trend(DayGrid past, Profiles profiles) {
    List<Integer> ordinary = Profiles.ordinary(past, holidays);
    double[] ratios =
        ordinary.stream()
            .filter(day -> day >= past.days() - TREND_DAYS)
            .mapToDouble(day ->
                DayGrid.ratio(past.rows()[day], profiles.rows()[Profiles.weekday(past, day)]))
            .filter(ratio -> !Double.isNaN(ratio))
            .toArray();
    return ratios.length < FEWEST ? 1 : Math.sqrt(Math.max(0, Profiles.median(ratios)));
  }
}
