package io.s22.window.curve;

import com.github.servicenow.ds.stats.stl.SeasonalTrendLoess;

/**
 * Multiple seasonal-trend decomposition by Loess (Bandara, Hyndman, Bergmeir: "MSTL", 2021): the
 * daily and the weekly season are taken out in turns, twice. The forecast repeats the last cycle of
 * each season upon the last trend. STL itself is ServiceNow's stl-decomp-4j.
 */
final class Mstl implements Model {
  private static final int WEEK = 7;
  private static final int ROUNDS = 2;
  private static final int MOST_DAYS = 12 * WEEK;
  private static final int FINEST_MINUTES = 30;
  private static final int SEASONAL_WIDTH = 11;

  private final Holidays holidays;

  Mstl(Holidays holidays) {
    this.holidays = holidays;
  }

  @Override
  public String name() {
    return "MSTL";
  }

  @Override
  public double[] forecast(DayGrid past, int days) {
    int times = past.step() >= FINEST_MINUTES ? 1 : FINEST_MINUTES / past.step();
    boolean whole = past.slots() % times == 0;
    DayGrid grid = whole ? past.coarser(times) : past;
    double[] coarse = decomposed(grid, days);
    Profiles profiles = Profiles.of(grid, holidays, 0.2, false);
    HolidayEffect effect = new HolidayEffect(grid, holidays, profiles);
    double[] fine = new double[days * past.slots()];
    int width = past.slots() / grid.slots();
    for (int day = 0; day < days; day++) {
      double[] expected = effect.expected(grid, grid.days() + day);
      double[] ordinary = profiles.rows()[Profiles.weekday(grid, grid.days() + day)];
      for (int slot = 0; slot < past.slots(); slot++) {
        int at = slot / width;
        double holiday = ordinary[at] > 0 ? expected[at] / ordinary[at] : 1;
        fine[day * past.slots() + slot] = Math.max(0, coarse[day * grid.slots() + at] * holiday);
      }
    }
    return fine;
  }

  private double[] decomposed(DayGrid grid, int days) {
    int from = Math.max(0, grid.days() - MOST_DAYS);
    double[] values = filled(grid, from);
    int slots = grid.slots();
    int[] periods = slots > 1 ? new int[] {slots, slots * WEEK} : new int[] {WEEK};
    double[][] seasons = new double[periods.length][values.length];
    double[] trend = new double[values.length];
    for (int round = 0; round < ROUNDS; round++) {
      for (int p = 0; p < periods.length; p++) {
        if (values.length < 2 * periods[p]) {
          continue;
        }
        double[] rest = values.clone();
        for (int other = 0; other < periods.length; other++) {
          subtract(rest, other == p ? new double[rest.length] : seasons[other]);
        }
        SeasonalTrendLoess.Decomposition parts =
            new SeasonalTrendLoess.Builder()
                .setPeriodLength(periods[p])
                .setSeasonalWidth(SEASONAL_WIDTH)
                .setRobust()
                .buildSmoother(rest)
                .decompose();
        seasons[p] = parts.getSeasonal();
        trend = parts.getTrend();
      }
    }
    return onwards(trend, seasons, periods, days * slots);
  }

  private static double[] onwards(double[] trend, double[][] seasons, int[] periods, int count) {
    double[] values = new double[count];
    int end = trend.length;
    for (int i = 0; i < count; i++) {
      values[i] = trend[end - 1];
      for (int p = 0; p < periods.length; p++) {
        if (end >= periods[p]) {
          values[i] += seasons[p][end - periods[p] + i % periods[p]];
        }
      }
    }
    return values;
  }

  private static void subtract(double[] from, double[] what) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= what[i];
    }
  }

  /** Gaps, and days that are not ordinary, are filled with what is expected of an ordinary day. */
  private double[] filled(DayGrid grid, int from) {
    Profiles profiles = Profiles.of(grid, holidays, 0.2, false);
    double[] values = grid.values(from, grid.days());
    for (int day = from; day < grid.days(); day++) {
      double[] course = profiles.rows()[Profiles.weekday(grid, day)];
      boolean ordinary = holidays.kind(grid.date(day)) == DayKind.ORDINARY;
      for (int slot = 0; slot < grid.slots(); slot++) {
        int i = (day - from) * grid.slots() + slot;
        if (!ordinary || Double.isNaN(values[i])) {
          values[i] = course[slot];
        }
      }
    }
    return values;
  }
}
