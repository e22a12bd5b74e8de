package io.s22.window.curve;

import java.util.List;

/**
 * Days of a few weeks, to be compared weekday by weekday.
 *
 * @param values a row for each day; NaN where nothing is known
 * @param weights of the days
 * @param weekdays of the days, 0 for Monday
 */
record WeekSample(double[][] values, double[] weights, int[] weekdays) {
  private static final int WEEK = 7;

  /** Square roots of the counts of {@code days}, each week weighing less than the one after it. */
  static WeekSample roots(DayGrid past, List<Integer> days, double fading) {
    double[][] values = new double[days.size()][past.slots()];
    double[] weights = new double[days.size()];
    int[] weekdays = new int[days.size()];
    for (int i = 0; i < values.length; i++) {
      int day = days.get(i);
      for (int slot = 0; slot < past.slots(); slot++) {
        values[i][slot] = Math.sqrt(Math.max(0, past.rows()[day][slot]));
      }
      weights[i] = Math.pow(1 - fading, (past.days() - day) / (double) WEEK);
      weekdays[i] = Profiles.weekday(past, day);
    }
    return new WeekSample(values, weights, weekdays);
  }

  /** Each value replaced by the mean of those up to {@code half} slots away. */
  WeekSample smoothed(int half) {
    double[][] smooth = new double[values.length][];
    for (int i = 0; i < values.length; i++) {
      smooth[i] = smoothed(values[i], half);
    }
    return new WeekSample(smooth, weights, weekdays);
  }

  /** What is left when {@code other} is taken away. */
  WeekSample less(WeekSample other) {
    double[][] rest = new double[values.length][];
    for (int i = 0; i < values.length; i++) {
      rest[i] = values[i].clone();
      for (int slot = 0; slot < rest[i].length; slot++) {
        rest[i][slot] -= other.values[i][slot];
      }
    }
    return new WeekSample(rest, weights, weekdays);
  }

  /** Weighted means by weekday and slot; NaN where nothing is known. */
  double[][] means() {
    double[][] means = new double[WEEK][];
    for (int weekday = 0; weekday < WEEK; weekday++) {
      means[weekday] = new double[slots()];
      for (int slot = 0; slot < slots(); slot++) {
        means[weekday][slot] = moments(weekday, slot)[0];
      }
    }
    return means;
  }

  /** The mean of all weekdays, slot by slot; 0 where no weekday is known. */
  static double[] pooled(double[][] means) {
    double[] pooled = new double[means[0].length];
    for (int slot = 0; slot < pooled.length; slot++) {
      pooled[slot] = known(column(means, slot));
    }
    return pooled;
  }

  /** How far each weekday is from all, less what chance explains. */
  double[][] departures(int half) {
    double[][] means = means();
    double[] pooled = pooled(means);
    double[] spread = new double[slots()];
    double[] chance = new double[slots()];
    for (int slot = 0; slot < slots(); slot++) {
      double[] squares = column(means, slot);
      double[] errors = new double[WEEK];
      for (int weekday = 0; weekday < WEEK; weekday++) {
        squares[weekday] = (squares[weekday] - pooled[slot]) * (squares[weekday] - pooled[slot]);
        errors[weekday] = moments(weekday, slot)[1];
        means[weekday][slot] -= pooled[slot];
      }
      spread[slot] = known(squares);
      chance[slot] = DayGrid.mean(errors, 0, WEEK);
    }
    shrink(means, smoothed(spread, Math.max(1, half)), smoothed(chance, Math.max(1, half)));
    return means;
  }

  private static void shrink(double[][] departures, double[] spread, double[] chance) {
    for (double[] row : departures) {
      for (int slot = 0; slot < row.length; slot++) {
        double real = spread[slot] > 0 ? 1 - chance[slot] / spread[slot] : 0;
        boolean told = real > 0 && !Double.isNaN(row[slot]);
        row[slot] = told ? real * row[slot] : 0;
      }
    }
  }

  /** The weighted mean, and the variance that chance gives it: NaN where that cannot be told. */
  private double[] moments(int weekday, int slot) {
    double weight = 0;
    double squares = 0;
    double sum = 0;
    double sumOfSquares = 0;
    for (int i = 0; i < values.length; i++) {
      double value = values[i][slot];
      if (weekdays[i] == weekday && !Double.isNaN(value)) {
        weight += weights[i];
        squares += weights[i] * weights[i];
        sum += weights[i] * value;
        sumOfSquares += weights[i] * value * value;
      }
    }
    double mean = weight > 0 ? sum / weight : Double.NaN;
    double days = weight * weight / squares;
    double variance = Math.max(0, sumOfSquares / weight - mean * mean);
    return new double[] {mean, days > 1 ? variance / (days - 1) : Double.NaN};
  }

  private int slots() {
    return values.length == 0 ? 0 : values[0].length;
  }

  private static double[] column(double[][] rows, int slot) {
    double[] column = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      column[i] = rows[i][slot];
    }
    return column;
  }

  private static double known(double[] values) {
    double mean = DayGrid.mean(values, 0, values.length);
    return Double.isNaN(mean) ? 0 : mean;
  }

  private static double[] smoothed(double[] values, int half) {
    double[] smooth = new double[values.length];
    for (int slot = 0; slot < values.length; slot++) {
      int from = Math.max(0, slot - half);
      smooth[slot] = DayGrid.mean(values, from, Math.min(values.length, slot + half + 1));
    }
    return smooth;
  }
}
