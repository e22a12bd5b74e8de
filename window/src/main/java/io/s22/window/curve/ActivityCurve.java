package io.s22.window.curve;

import io.s22.plan.Text;
import java.time.LocalDate;
import java.util.List;

/**
 * Expected users per minute in the days to come.
 *
 * @param first the first day
 * @param slots how many a day has
 * @param expected users in each slot, one day behind the other
 * @param low the 10 % quantile: in one of ten such slots there are fewer
 * @param high the 90 % quantile
 * @param placing the course by which windows are placed: see {@link Placing}
 * @param model the name of the model of {@code expected}
 * @param placedBy the name of the model of {@code placing}
 * @param folds how all models did in the past
 * @param remarks what a reader must know, in sentences
 */
public record ActivityCurve(
    LocalDate first,
    int slots,
    double[] expected,
    double[] low,
    double[] high,
    double[] placing,
    String model,
    String placedBy,
    List<Backtest.Fold> folds,
    List<Text> remarks) {
  private static final int MINUTES_PER_DAY = 1440;

  public ActivityCurve {
    folds = List.copyOf(folds);
    remarks = List.copyOf(remarks);
  }

  /** The first {@code days} days of one of the courses, minute by minute; 0 beyond its end. */
  public double[] minutes(double[] course, int days) {
    int step = MINUTES_PER_DAY / slots;
    double[] values = new double[days * MINUTES_PER_DAY];
    for (int i = 0; i < values.length && i / step < course.length; i++) {
      values[i] = course[i / step];
    }
    return values;
  }
}
