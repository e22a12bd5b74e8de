package io.s22.window.curve;

import java.time.LocalDate;
import java.util.Arrays;

/**
 * Activity by day and slot of the day, in local time.
 *
 * @param first the day of the first row
 * @param slots how many equal slots a day has
 * @param rows one a day, each of {@code slots} values; NaN where nothing is known
 */
public record DayGrid(LocalDate first, int slots, double[][] rows) {
  static final int MINUTES_PER_DAY = 1440;

  /** How many days. */
  public int days() {
    return rows.length;
  }

  /** The day of row {@code index}, which may lie behind the last. */
  public LocalDate date(int index) {
    return first.plusDays(index);
  }

  /** Minutes in a slot. */
  public int step() {
    return MINUTES_PER_DAY / slots;
  }

  /** Only the days before {@code end}. */
  DayGrid until(int end) {
    return new DayGrid(first, slots, Arrays.copyOf(rows, end));
  }

  /** The days {@code [from, to)} one behind the other. */
  double[] values(int from, int to) {
    double[] values = new double[(to - from) * slots];
    for (int day = from; day < to; day++) {
      System.arraycopy(rows[day], 0, values, (day - from) * slots, slots);
    }
    return values;
  }

  /** The sum of a row's known values over the sum of {@code base} at the same slots. */
  static double ratio(double[] row, double[] base) {
    double own = 0;
    double other = 0;
    for (int i = 0; i < row.length; i++) {
      if (!Double.isNaN(row[i]) && !Double.isNaN(base[i])) {
        own += row[i];
        other += base[i];
      }
    }
    return other > 0 ? own / other : Double.NaN;
  }

  /** A grid of slots {@code times} as long, each the mean of what is known in it. */
  DayGrid coarser(int times) {
    double[][] coarse = new double[rows.length][slots / times];
    for (int day = 0; day < rows.length; day++) {
      for (int slot = 0; slot < slots / times; slot++) {
        coarse[day][slot] = mean(rows[day], slot * times, (slot + 1) * times);
      }
    }
    return new DayGrid(first, slots / times, coarse);
  }

  static double mean(double[] values, int from, int to) {
    double sum = 0;
    int count = 0;
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(values[i])) {
        sum += values[i];
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }
}
