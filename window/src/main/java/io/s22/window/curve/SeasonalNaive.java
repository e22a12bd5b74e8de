package io.s22.window.curve;

/** What was there seven days before: the baseline every other model must beat. */
final class SeasonalNaive implements Model {
  private static final int WEEK = 7;

  @Override
  public String name() {
    return "seasonal-naive";
  }

  @Override
  public double[] forecast(DayGrid past, int days) {
    double[] values = new double[days * past.slots()];
    for (int day = 0; day < days; day++) {
      for (int slot = 0; slot < past.slots(); slot++) {
        values[day * past.slots() + slot] = last(past, past.days() + day, slot);
      }
    }
    return values;
  }

  /** The last known value a whole number of weeks before, else of days, else 0. */
  private static double last(DayGrid past, int day, int slot) {
    for (int step : new int[] {WEEK, 1}) {
      for (int i = day - step; i >= 0; i -= step) {
        if (i < past.days() && !Double.isNaN(past.rows()[i][slot])) {
          return Math.max(0, past.rows()[i][slot]);
        }
      }
    }
    return 0;
  }
}
