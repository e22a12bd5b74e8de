package io.s22.window.choice;

import java.time.LocalDateTime;

/** Users by weekday and hour. */
final class HeatMap {
  private static final int WEEK = 7;
  private static final int HOURS = 24;

  private HeatMap() {}

  /** Means over the time looked at; Monday first. */
  static double[][] of(Demand demand) {
    double[][] sums = new double[WEEK][HOURS];
    int[][] counts = new int[WEEK][HOURS];
    LocalDateTime zero = demand.from();
    int offset = zero.getHour() * 60 + zero.getMinute();
    int weekday = zero.getDayOfWeek().getValue() - 1;
    for (int i = 0; i < demand.minutes(); i++) {
      int hour = (offset + i) / 60;
      int day = (weekday + hour / HOURS) % WEEK;
      sums[day][hour % HOURS] += demand.expected()[i];
      counts[day][hour % HOURS]++;
    }
    for (int day = 0; day < WEEK; day++) {
      for (int hour = 0; hour < HOURS; hour++) {
        sums[day][hour] /= Math.max(1, counts[day][hour]);
      }
    }
    return sums;
  }
}
