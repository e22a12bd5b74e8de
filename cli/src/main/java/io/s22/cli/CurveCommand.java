package io.s22.cli;

import io.s22.window.curve.ActivityCurve;
import io.s22.window.curve.CurveFit;
import io.s22.window.curve.DayGrid;
import io.s22.window.curve.Holidays;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code s22 traffic curve}: how many users are expected, slot by slot. */
@Command(
    name = "curve",
    description = {
      "Print the expected users of the days to come as CSV: time, expected, 10 %% and 90 %% quantile.",
      "",
      "Users are those of a minute, on average over the slot that begins at the time."
    })
final class CurveCommand implements Callable<Integer> {
  private static final int HOUR = 60;

  private final Screen screen;

  @ArgGroup(multiplicity = "1")
  TrafficSource source = new TrafficSource();

  @Mixin TrafficDays kept = new TrafficDays();

  @Option(
      names = "--from",
      paramLabel = "DAY",
      description = "The first day (default: the day behind the last that was counted).")
  @Nullable LocalDate from;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "28",
      description = "How many days (default: ${DEFAULT-VALUE}).")
  int days = 28;

  @Option(names = "--json", description = "Print JSON in place of CSV.")
  boolean json;

  CurveCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    DayGrid grid = source.grid(kept.zone);
    LocalDate first = from == null ? grid.date(grid.days()) : from;
    ActivityCurve curve =
        new CurveFit(Holidays.of(kept.holidays))
            .fit(grid, first, first.plusDays(Math.clamp(days, 1, 366)), HOUR);
    curve.remarks().forEach(one -> screen.err().println(one.in(Locale.ENGLISH)));
    if (json) {
      screen.out().println(Json.write(Foreseen.of(curve, first, grid.step())));
    } else {
      screen.err().println("Model: " + curve.model() + ".");
      print(curve, first, grid.step());
    }
    return ExitCode.OK;
  }

  /** What {@code --json} prints: expected users a minute, with 10 % and 90 % quantiles, by slot. */
  record Foreseen(
      String model,
      LocalDateTime from,
      int stepMinutes,
      double[] expected,
      double[] low,
      double[] high) {
    static Foreseen of(ActivityCurve curve, LocalDate first, int step) {
      return new Foreseen(
          curve.model(), first.atStartOfDay(), step, curve.expected(), curve.low(), curve.high());
    }
  }

  private void print(ActivityCurve curve, LocalDate first, int step) {
    screen.out().println("time,expected,low,high");
    LocalDateTime time = first.atStartOfDay();
    for (int i = 0; i < curve.expected().length; i++) {
      screen
          .out()
          .printf(
              Locale.ROOT,
              "%s,%.3f,%.3f,%.3f%n",
              time,
              curve.expected()[i],
              curve.low()[i],
              curve.high()[i]);
      time = time.plusMinutes(step);
    }
  }
}
