package io.s22.bench.window;

import io.s22.window.curve.Backtest;
import io.s22.window.curve.Backtest.Fold;
import io.s22.window.curve.Backtest.Score;
import io.s22.window.curve.CountsCsv;
import io.s22.window.curve.Holidays;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Backtests the activity curve on many series at once: {@code bench/run window.CurveBench US:a.csv
 * none:b.csv}. For each class of folds: MASE and window regret of the model that the folds before
 * chose, beside seasonal-naive's. A star marks what is worse than seasonal-naive.
 */
public final class CurveBench {
  private static final String NAIVE = "seasonal-naive";

  private CurveBench() {}

  public static void main(String[] series) {
    out("%-34s %-8s %5s %15s %19s %19s %19s%n", "", "", "", "MASE", "regret 1 h", "2 h", "4 h");
    for (String one : series) {
      int colon = one.indexOf(':');
      Path file = Path.of(one.substring(colon + 1));
      Holidays holidays = Holidays.of(one.substring(0, Math.max(colon, 0)));
      List<Fold> folds =
          new Backtest(CountsCsv.read(file, ZoneOffset.UTC), holidays)
              .run(Integer.MAX_VALUE)
              .folds();
      line(file, folds, false);
      line(file, folds, true);
    }
  }

  private static void line(Path file, List<Fold> folds, boolean holiday) {
    long count = folds.stream().filter(fold -> fold.holiday() == holiday).count();
    if (count == 0) {
      return;
    }
    out("%-34s %-8s %5d", file.getFileName(), holiday ? "holiday" : "ordinary", count);
    pair(folds, holiday, Score::mase, "  %6.3f/%6.3f%s");
    for (int i = 0; i < Backtest.WINDOW_HOURS.size(); i++) {
      int index = i;
      pair(folds, holiday, score -> score.regret().get(index), "  %8.0f/%8.0f%s");
    }
    out("%n");
  }

  private static void pair(
      List<Fold> folds, boolean holiday, ToDoubleFunction<Score> figure, String format) {
    double chosen = Backtest.mean(folds, holiday, Backtest.CHOSEN, figure);
    double naive = Backtest.mean(folds, holiday, NAIVE, figure);
    out(format, chosen, naive, chosen > naive ? "*" : " ");
  }

  private static void out(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }
}
