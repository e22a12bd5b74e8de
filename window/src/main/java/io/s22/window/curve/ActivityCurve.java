package io.s22.window.curve;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/**
 * Expected users per minute in the days to come.
 *
 * @param first the first day
 * @param slots how many a day has
 * @param expected users in each slot, one day behind the other
 * @param low the 10 % quantile: in one of ten such slots there are fewer
 * @param high the 90 % quantile
 * @param model the name of the model
 * @param folds how all models did in the past
 * @param remarks what a reader must know, in sentences
 */
public record ActivityCurve(
    LocalDate first,
    int slots,
    double[] expected,
    double[] low,
    double[] high,
    String model,
    List<Backtest.Fold> folds,
    List<String> remarks) {
  private static final int MINUTES_PER_DAY = 1440;

  public ActivityCurve {
    folds = List.copyOf(folds);
    remarks = List.copyOf(remarks);
  }

  /** Expected users in each of {@code minutes} minutes; 0 outside the curve's days. */
  public double[] minutes(LocalDateTime from, int minutes) {
    long offset =
        (from.toLocalDate().toEpochDay() - first.toEpochDay()) * MINUTES_PER_DAY
            + from.getHour() * 60L
            + from.getMinute();
    int step = MINUTES_PER_DAY / slots;
    double[] values = new double[minutes];
    for (int i = 0; i < minutes; i++) {
      long slot = Math.floorDiv(offset + i, (long) step);
      values[i] = slot >= 0 && slot < expected.length ? expected[(int) slot] : 0;
    }
    return values;
  }
}
