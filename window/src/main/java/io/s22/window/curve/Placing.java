package io.s22.window.curve;

import java.util.HashMap;
import java.util.Map;

/**
 * Which model says where a window hurts least. The least error over all minutes is another aim than
 * the best choice of one: see decision 0705.
 *
 * <p>With eight weeks to learn from, profiles of the week. With less, what was there a week before,
 * unless windows put by the profile on each of the days behind us would have hit clearly less: by
 * twice the standard error of the mean difference, days that share a horizon counting as one.
 */
final class Placing {
  private static final int WEEK = 7;
  private static final int SETTLED_DAYS = 8 * WEEK;
  private static final int FIRST_DAYS = 2 * WEEK;
  private static final int FEWEST_TRIALS = 4;
  private static final double CLEARLY = 2;

  private final DayGrid grid;
  private final int horizon;
  private final Model profile;
  private final Model naive = new SeasonalNaive();
  private final Map<Integer, double[]> gains = new HashMap<>();

  /**
   * @param horizon how many days ahead a window may lie
   */
  Placing(DayGrid grid, Holidays holidays, int horizon) {
    this.grid = grid;
    this.horizon = horizon;
    this.profile = new Cautious(Models.profile(holidays), holidays);
  }

  /**
   * The model for windows behind day {@code origin}, told by the days before it only.
   *
   * @param length place in {@link Backtest#WINDOW_HOURS}
   */
  Model model(int origin, int length) {
    if (origin >= SETTLED_DAYS) {
      return profile;
    }
    int first = Math.min(FIRST_DAYS, Math.max(2, origin / 2));
    double sum = 0;
    double squares = 0;
    int trials = 0;
    for (int day = first; day + horizon <= origin; day++) {
      double gain = gains.computeIfAbsent(day, this::gain)[length];
      if (!Double.isNaN(gain)) {
        sum += gain;
        squares += gain * gain;
        trials++;
      }
    }
    return clear(sum, squares, trials) ? profile : naive;
  }

  private boolean clear(double sum, double squares, int trials) {
    if (trials < FEWEST_TRIALS) {
      return false;
    }
    double mean = sum / trials;
    double variance = Math.max(0, squares / trials - mean * mean) * trials / (trials - 1);
    double apart = Math.max(1, trials / (double) horizon);
    return mean > 0 && mean >= CLEARLY * Math.sqrt(variance / apart);
  }

  /** How much less regret the profile would have had than the week before, for each length. */
  private double[] gain(int day) {
    DayGrid past = grid.until(day);
    double[] actual = grid.values(day, day + horizon);
    double[] byProfile = profile.forecast(past, horizon);
    double[] byWeek = naive.forecast(past, horizon);
    double[] gain = new double[Backtest.WINDOW_HOURS.size()];
    for (int i = 0; i < gain.length; i++) {
      int slots = Math.max(1, Backtest.WINDOW_HOURS.get(i) * 60 / grid.step());
      gain[i] = Regret.of(byWeek, actual, slots) - Regret.of(byProfile, actual, slots);
    }
    return gain;
  }
}
