package io.s22.window.curve;

import io.s22.plan.S22Exception;
import io.s22.plan.Text;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Makes the curve of the days to come from the days there are. */
public final class CurveFit {
  private static final int WEEK = 7;
  private static final int FEWEST_DAYS = 2;
  private static final int MOST_FOLDS = 12;
  private static final int MOST_DAYS_AHEAD = 8 * WEEK;
  private static final int FEWEST_RESIDUALS = 20;
  private static final int HOURS = 24;
  private static final double LOW = 0.1;
  private static final double HIGH = 0.9;

  private final Holidays holidays;

  public CurveFit(Holidays holidays) {
    this.holidays = holidays;
  }

  /**
   * The curve from {@code from} (first day) to {@code to} (not included).
   *
   * <p>Days of the history at and behind {@code from} are not looked at. Where the history lies
   * elsewhere altogether, it is moved by whole weeks to end before {@code from}.
   *
   * @param windowMinutes how long the window is that is to be placed
   * @throws S22Exception S22-7022 where there are less than two days
   */
  public ActivityCurve fit(DayGrid history, LocalDate from, LocalDate to, int windowMinutes) {
    List<Text> remarks = new ArrayList<>();
    DayGrid past = placed(history, from, remarks);
    if (past.days() < FEWEST_DAYS) {
      throw new S22Exception(
          "S22-7022",
          "There are only " + past.days() + " days of traffic to learn from.",
          "Read at least two days of traffic, better eight weeks, best a year.");
    }
    Backtest backtest = new Backtest(past, holidays);
    Backtest.Outcome outcome = backtest.run(MOST_FOLDS);
    int gap = (int) (from.toEpochDay() - past.date(past.days()).toEpochDay());
    int days = (int) (to.toEpochDay() - from.toEpochDay());
    double[] expected = ahead(outcome.best(), past, gap, days);
    Model placing = backtest.placing(windowMinutes);
    List<double[]> residuals = outcome.residuals().getOrDefault(outcome.best().name(), List.of());
    double[] low = band(expected, residuals, past.slots(), LOW);
    double[] high = band(expected, residuals, past.slots(), HIGH);
    return new ActivityCurve(
        from,
        past.slots(),
        expected,
        low,
        high,
        ahead(placing, past, gap, days),
        outcome.best().name(),
        placing.name(),
        outcome.folds(),
        remarks);
  }

  private static double[] ahead(Model model, DayGrid past, int gap, int days) {
    double[] all = model.forecast(past, gap + days);
    return Arrays.copyOfRange(all, gap * past.slots(), all.length);
  }

  private static DayGrid placed(DayGrid history, LocalDate from, List<Text> remarks) {
    int before =
        (int) Math.clamp(from.toEpochDay() - history.first().toEpochDay(), 0, history.days());
    long gap = from.toEpochDay() - history.date(history.days()).toEpochDay();
    boolean enough = before >= Math.min(history.days(), 2 * WEEK);
    if (enough && gap <= MOST_DAYS_AHEAD) {
      return history.until(before);
    }
    long weeks = Math.floorDiv(gap, (long) WEEK);
    LocalDate last = history.date(history.days() - 1);
    remarks.add(
        new Text(
            Map.of(
                "en",
                "The traffic is of "
                    + history.first()
                    + " to "
                    + last
                    + ", far from "
                    + from
                    + ": its weeks are taken as if they had come just before.",
                "zh",
                "流量取自 " + history.first() + " 至 " + last + "，离 " + from + " 较远：按其各周恰在此前处理。")));
    return new DayGrid(history.first().plusWeeks(weeks), history.slots(), history.rows());
  }

  /** Each hour has its own spread of what came over what was expected. */
  private static double[] band(
      double[] expected, List<double[]> residuals, int slots, double quantile) {
    double[] factor = new double[HOURS];
    for (int hour = 0; hour < HOURS; hour++) {
      factor[hour] = quantile(ofHour(residuals, slots, hour), quantile);
    }
    double[] band = new double[expected.length];
    for (int i = 0; i < band.length; i++) {
      band[i] = expected[i] * factor[i % slots * HOURS / slots];
    }
    return band;
  }

  private static double[] ofHour(List<double[]> residuals, int slots, int hour) {
    return residuals.stream()
        .flatMapToDouble(ratios ->
            IntStream.range(0, ratios.length)
                .filter(i -> i % slots * HOURS / slots == hour || slots < HOURS)
                .mapToDouble(i -> ratios[i]))
        .filter(ratio -> !Double.isNaN(ratio))
        .sorted()
        .toArray();
  }

  private static double quantile(double[] sorted, double quantile) {
    if (sorted.length < FEWEST_RESIDUALS) {
      return 1;
    }
    double at = quantile * (sorted.length - 1);
    int below = (int) at;
    double share = at - below;
    double above = sorted[Math.min(below + 1, sorted.length - 1)];
    return sorted[below] * (1 - share) + above * share;
  }
}
