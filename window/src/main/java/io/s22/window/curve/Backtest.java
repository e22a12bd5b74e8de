package io.s22.window.curve;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Rolling-origin evaluation: each fold is foretold from the days before it only, by every model,
 * and as S22 itself would have done it: the curve by the model that had the least error in the
 * folds before, the window by the model that {@link Placing} takes.
 *
 * <p>MASE is the mean absolute error over that of seasonal-naive inside the training days (Hyndman
 * and Koehler, 2006). Regret is how many more users a window put where the model sees fewest would
 * have hit than the best one in hindsight, in user-minutes.
 */
public final class Backtest {
  /** The row of what S22 itself would have done, knowing the folds before only. */
  public static final String CHOSEN = "chosen";

  /** Lengths of windows, in hours. */
  public static final List<Integer> WINDOW_HOURS = List.of(1, 2, 4);

  private static final int WEEK = 7;
  private static final int WARM_UP = 8 * WEEK;
  private static final double CLEARLY_BETTER = 0.97;

  private final DayGrid grid;
  private final Holidays holidays;
  private final List<Model> models;
  private final int foldDays;
  private final Placing placing;

  public Backtest(DayGrid grid, Holidays holidays) {
    this.grid = grid;
    this.holidays = holidays;
    this.models = Models.candidates(holidays);
    this.foldDays = grid.days() >= 4 * WEEK ? WEEK : 1;
    this.placing = new Placing(grid, holidays, foldDays);
  }

  /**
   * One fold.
   *
   * @param holiday whether a public holiday or a break lies in it
   * @param scores by model's name
   */
  public record Fold(LocalDate first, int days, boolean holiday, Map<String, Score> scores) {}

  /**
   * How well a model did.
   *
   * @param mae mean absolute error of the rate
   * @param mase {@code mae} against seasonal-naive's in the training days
   * @param regret user-minutes more than the best window in hindsight, for each of {@link
   *     #WINDOW_HOURS}
   */
  public record Score(double mae, double mase, List<Double> regret) {}

  /** Which model to use, and everything that speaks for it. */
  public record Outcome(Model best, List<Fold> folds, Map<String, List<double[]>> residuals) {}

  /** The model by which a window of {@code minutes} behind the last day is placed. */
  Model placing(int minutes) {
    int length = 0;
    for (int i = 1; i < WINDOW_HOURS.size(); i++) {
      boolean nearer = minutes * 2 > (WINDOW_HOURS.get(i - 1) + WINDOW_HOURS.get(i)) * 60;
      length = nearer ? i : length;
    }
    return placing.model(grid.days(), length);
  }

  /**
   * @param most no more than this many folds, the last ones
   */
  public Outcome run(int most) {
    List<Integer> origins = origins();
    List<Integer> used = origins.subList(Math.max(0, origins.size() - most), origins.size());
    List<Fold> folds = new ArrayList<>();
    Map<String, List<double[]>> residuals = new LinkedHashMap<>();
    models.forEach(model -> residuals.put(model.name(), new ArrayList<>()));
    for (int origin : used) {
      folds.add(fold(origin, best(folds), residuals));
    }
    return new Outcome(best(folds), folds, residuals);
  }

  private List<Integer> origins() {
    List<Integer> origins = new ArrayList<>();
    int warmUp = Math.min(WARM_UP, Math.max(1, grid.days() / 2));
    int origin = warmUp;
    while (foldDays == WEEK && grid.date(origin).getDayOfWeek() != DayOfWeek.MONDAY) {
      origin++;
    }
    for (; origin + foldDays <= grid.days(); origin += foldDays) {
      origins.add(origin);
    }
    return origins;
  }

  private Fold fold(int origin, Model best, Map<String, List<double[]>> residuals) {
    DayGrid past = grid.until(origin);
    double[] actual = grid.values(origin, origin + foldDays);
    double scale = naiveError(past);
    Map<String, Score> scores = new LinkedHashMap<>();
    for (Model model : models) {
      double[] foretold = model.forecast(past, foldDays);
      scores.put(model.name(), score(foretold, actual, scale));
      residuals.getOrDefault(model.name(), List.of()).add(ratios(foretold, actual));
    }
    Score curve = scores.getOrDefault(best.name(), new Score(0, 0, List.of()));
    scores.put(CHOSEN, new Score(curve.mae(), curve.mase(), placed(origin, past, actual)));
    boolean holiday = false;
    for (int day = origin; day < origin + foldDays; day++) {
      DayKind kind = holidays.kind(grid.date(day));
      holiday |= kind == DayKind.HOLIDAY || kind == DayKind.BREAK;
    }
    return new Fold(grid.date(origin), foldDays, holiday, scores);
  }

  private List<Double> placed(int origin, DayGrid past, double[] actual) {
    List<Double> regrets = new ArrayList<>();
    for (int i = 0; i < WINDOW_HOURS.size(); i++) {
      double[] foretold = placing.model(origin, i).forecast(past, foldDays);
      regrets.add(regret(foretold, actual, WINDOW_HOURS.get(i)));
    }
    return regrets;
  }

  /** The model with the least error so far; another than the first must be clearly better. */
  private Model best(List<Fold> folds) {
    Model best = models.getFirst();
    double least = CLEARLY_BETTER * error(folds, best);
    for (Model model : models) {
      double error = error(folds, model);
      if (error < least) {
        best = model;
        least = error;
      }
    }
    return best;
  }

  private static double error(List<Fold> folds, Model model) {
    return folds.stream()
        .map(fold -> fold.scores().get(model.name()))
        .filter(score -> score != null && !Double.isNaN(score.mase()))
        .mapToDouble(Score::mase)
        .sum();
  }

  private double naiveError(DayGrid past) {
    int lag = past.days() > WEEK ? WEEK : 1;
    double[] all = past.values(0, past.days());
    double sum = 0;
    int count = 0;
    for (int i = lag * past.slots(); i < all.length; i++) {
      double difference = Math.abs(all[i] - all[i - lag * past.slots()]);
      if (!Double.isNaN(difference)) {
        sum += difference;
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  private Score score(double[] foretold, double[] actual, double scale) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < actual.length; i++) {
      if (!Double.isNaN(actual[i])) {
        sum += Math.abs(foretold[i] - actual[i]);
        count++;
      }
    }
    double mae = count == 0 ? Double.NaN : sum / count;
    List<Double> regrets =
        WINDOW_HOURS.stream().map(hours -> regret(foretold, actual, hours)).toList();
    return new Score(mae, mae / scale, regrets);
  }

  private double regret(double[] foretold, double[] actual, int hours) {
    return Regret.of(foretold, actual, Math.max(1, hours * 60 / grid.step())) * grid.step();
  }

  /** What was over what was foretold, slot by slot. */
  private static double[] ratios(double[] foretold, double[] actual) {
    double[] ratios = new double[actual.length];
    for (int i = 0; i < actual.length; i++) {
      ratios[i] = foretold[i] > 0 ? actual[i] / foretold[i] : Double.NaN;
    }
    return ratios;
  }

  /** The mean of a figure over folds of one class; NaN where there is none. */
  public static double mean(
      List<Fold> folds, boolean holiday, String model, ToDoubleFunction<Score> figure) {
    return folds.stream()
        .filter(fold -> fold.holiday() == holiday)
        .map(fold -> fold.scores().get(model))
        .filter(score -> score != null)
        .mapToDouble(figure)
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }
}
