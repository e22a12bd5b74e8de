package io.s22.window.curve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A day's course for each weekday, from ordinary days only, recent ones weighing more.
 *
 * @param rows one for each weekday, Monday first
 */
record Profiles(double[][] rows) {
  static final int WEEK = 7;

  private static final int LAST_DAYS_OF_A_KIND = 12;
  private static final int FEWEST_ORDINARY_DAYS = 7;
  private static final double POOLED_WEIGHT = 2;

  /**
   * @param fading how much less a day weighs than the same weekday one week later, 0 to 1
   * @param median whether the weighted median is taken, else the weighted mean
   */
  static Profiles of(DayGrid past, Holidays holidays, double fading, boolean median) {
    List<Integer> usable = ordinary(past, holidays);
    double[] pooled = course(past, lastOf(usable, 2 * WEEK), fading, median, new double[0]);
    double[][] rows = new double[WEEK][];
    for (int weekday = 0; weekday < WEEK; weekday++) {
      int wanted = weekday;
      List<Integer> own = usable.stream().filter(day -> weekday(past, day) == wanted).toList();
      rows[weekday] = course(past, lastOf(own, LAST_DAYS_OF_A_KIND), fading, median, pooled);
    }
    return new Profiles(rows);
  }

  private static List<Integer> lastOf(List<Integer> days, int count) {
    return days.subList(Math.max(0, days.size() - count), days.size());
  }

  static List<Integer> ordinary(DayGrid past, Holidays holidays) {
    List<Integer> all = new ArrayList<>();
    List<Integer> ordinary = new ArrayList<>();
    for (int day = 0; day < past.days(); day++) {
      all.add(day);
      if (holidays.kind(past.date(day)) == DayKind.ORDINARY) {
        ordinary.add(day);
      }
    }
    return ordinary.size() < FEWEST_ORDINARY_DAYS ? all : ordinary;
  }

  static int weekday(DayGrid grid, int day) {
    return grid.date(day).getDayOfWeek().getValue() - 1;
  }

  /** One course; with few days behind it, it leans on the course of all days ({@code pooled}). */
  private static double[] course(
      DayGrid past, List<Integer> days, double fading, boolean median, double[] pooled) {
    double[] course = new double[past.slots()];
    double known = (double) days.size() * days.size();
    double trust = pooled.length == 0 ? 1 : known / (known + POOLED_WEIGHT);
    for (int slot = 0; slot < course.length; slot++) {
      double own = center(past, days, slot, fading, median);
      double other = pooled.length == 0 ? 0 : pooled[slot];
      course[slot] = Double.isNaN(own) ? other : trust * own + (1 - trust) * other;
    }
    return course;
  }

  private static double center(
      DayGrid past, List<Integer> days, int slot, double fading, boolean median) {
    List<double[]> weighted = new ArrayList<>();
    double total = 0;
    for (int day : days) {
      double value = past.rows()[day][slot];
      if (!Double.isNaN(value)) {
        double weight = Math.pow(1 - fading, (past.days() - day) / (double) WEEK);
        weighted.add(new double[] {value, weight});
        total += weight;
      }
    }
    return median ? median(weighted, total) : mean(weighted, total);
  }

  private static double mean(List<double[]> weighted, double total) {
    return weighted.stream().mapToDouble(v -> v[0] * v[1]).sum() / total;
  }

  private static double median(List<double[]> weighted, double total) {
    weighted.sort(Comparator.comparingDouble(v -> v[0]));
    double sum = 0;
    for (double[] value : weighted) {
      sum += value[1];
      if (sum >= total / 2) {
        return value[0];
      }
    }
    return Double.NaN;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
