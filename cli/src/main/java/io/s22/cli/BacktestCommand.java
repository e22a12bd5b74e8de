package io.s22.cli;

import io.s22.window.curve.Backtest;
import io.s22.window.curve.DayGrid;
import io.s22.window.curve.Holidays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code s22 traffic backtest}: how well each model would have foretold the past. */
@Command(
    name = "backtest",
    description = {
      "Foretell each past week from the weeks before it, by every model.",
      "",
      "MASE: mean absolute error against that of 'as a week before' within the training weeks."
          + " Regret: user-minutes more than the best window in hindsight."
    })
final class BacktestCommand implements Callable<Integer> {
  private final Screen screen;

  @ArgGroup(multiplicity = "1")
  TrafficSource source = new TrafficSource();

  @Mixin TrafficDays kept = new TrafficDays();

  @Option(names = "--json", description = "Print every fold as JSON.")
  boolean json;

  BacktestCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    DayGrid grid = source.grid(kept.zone);
    Backtest.Outcome outcome =
        new Backtest(grid, Holidays.of(kept.holidays)).run(Integer.MAX_VALUE);
    if (json) {
      screen.out().println(Json.write(new Report(outcome.best().name(), outcome.folds())));
      return ExitCode.OK;
    }
    screen
        .out()
        .printf(
            "%d days from %s, a value every %d min; %d folds; best: %s%n",
            grid.days(), grid.first(), grid.step(), outcome.folds().size(), outcome.best().name());
    table(outcome.folds(), false, "ordinary");
    table(outcome.folds(), true, "holiday");
    return ExitCode.OK;
  }

  /** What {@code --json} prints. */
  record Report(String best, List<Backtest.Fold> folds) {}

  private void table(List<Backtest.Fold> folds, boolean holiday, String title) {
    long count = folds.stream().filter(fold -> fold.holiday() == holiday).count();
    if (count == 0) {
      return;
    }
    screen
        .out()
        .printf(
            "%n%-10s %3d folds       MASE   regret of windows of%n%35s%s%n",
            title, count, "", "   1 h      2 h      4 h");
    for (String model : folds.getFirst().scores().keySet()) {
      screen
          .out()
          .printf(
              "  %-22s %6.3f", model, Backtest.mean(folds, holiday, model, Backtest.Score::mase));
      for (int i = 0; i < Backtest.WINDOW_HOURS.size(); i++) {
        int index = i;
        double regret = Backtest.mean(folds, holiday, model, score -> score.regret().get(index));
        screen.out().printf(" %8.0f", regret);
      }
      screen.out().println();
    }
  }
}
