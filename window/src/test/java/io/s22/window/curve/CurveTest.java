package io.s22.window.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.s22.window.traffic.SharedData;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CurveTest {
  private static final long SEED = 1;

  @Test
  void chinasHolidaysAndMakeUpDaysAreKnown() {
    Holidays china = Holidays.of("CN");
    assertThat(china.kind(LocalDate.parse("2024-02-12"))).isEqualTo(DayKind.BREAK);
    assertThat(china.kind(LocalDate.parse("2024-02-04"))).isEqualTo(DayKind.MAKE_UP);
    assertThat(china.kind(LocalDate.parse("2024-02-09"))).isEqualTo(DayKind.EVE);
    assertThat(china.kind(LocalDate.parse("2024-03-16"))).isEqualTo(DayKind.ORDINARY);
    assertThat(china.kind(LocalDate.parse("2026-10-01"))).isEqualTo(DayKind.BREAK);
    long off =
        LocalDate.parse("2019-01-01")
            .datesUntil(LocalDate.parse("2027-01-01"))
            .filter(china::isHoliday)
            .count();
    assertThat(off).isEqualTo(230);
  }

  @Test
  void otherCountriesHolidaysComeFromTheLibrary() {
    Holidays us = Holidays.of("US");
    assertThat(us.kind(LocalDate.parse("2014-11-27"))).isEqualTo(DayKind.BREAK);
    assertThat(us.kind(LocalDate.parse("2014-11-28"))).isEqualTo(DayKind.BREAK);
    assertThat(us.kind(LocalDate.parse("2014-09-01"))).isEqualTo(DayKind.HOLIDAY);
    assertThat(Holidays.of("DE-BY").isHoliday(LocalDate.parse("2024-01-06"))).isTrue();
    assertThat(Holidays.of("DE-BE").isHoliday(LocalDate.parse("2024-01-06"))).isFalse();
  }

  @Test
  void aGeneratedWeekIsForetoldBetterThanByTheWeekBefore() {
    Random random = new Random(SEED);
    double[][] rows = new double[84][48];
    for (int day = 0; day < rows.length; day++) {
      for (int slot = 0; slot < 48; slot++) {
        double level = day % 7 >= 5 ? 60 : 100;
        rows[day][slot] =
            random.nextInt(50) == 0
                ? Double.NaN
                : level * (2 + Math.sin(slot * Math.PI / 24)) * Math.exp(random.nextGaussian() / 8);
      }
    }
    DayGrid grid = new DayGrid(LocalDate.parse("2024-01-01"), 48, rows);
    List<Backtest.Fold> folds = new Backtest(grid, Holidays.NONE).run(Integer.MAX_VALUE).folds();
    double chosen = Backtest.mean(folds, false, Backtest.CHOSEN, Backtest.Score::mase);
    double naive = Backtest.mean(folds, false, "seasonal-naive", Backtest.Score::mase);
    assertThat(chosen).as("seed %d", SEED).isLessThan(0.9).isLessThan(naive * 0.9);
  }

  @Test
  void taxiTripsAreForetoldAsWellAsWasPromised() {
    Path file = SharedData.find("traffic/nyc_taxi.csv");
    assumeTrue(file != null, "the folder with real data is not beside the repository");
    List<Backtest.Fold> folds =
        new Backtest(CountsCsv.read(file, ZoneOffset.UTC), Holidays.of("US"))
            .run(Integer.MAX_VALUE)
            .folds();
    assertThat(Backtest.mean(folds, false, Backtest.CHOSEN, Backtest.Score::mase))
        .isLessThanOrEqualTo(0.9);
    assertThat(Backtest.mean(folds, true, Backtest.CHOSEN, Backtest.Score::mase))
        .isLessThan(Backtest.mean(folds, true, "seasonal-naive", Backtest.Score::mase));
    for (boolean holiday : new boolean[] {false, true}) {
      for (int i = 0; i < Backtest.WINDOW_HOURS.size(); i++) {
        int length = i;
        assertThat(Backtest.mean(folds, holiday, Backtest.CHOSEN, s -> s.regret().get(length)))
            .as("holiday %s, window %d", holiday, i)
            .isLessThanOrEqualTo(
                Backtest.mean(folds, holiday, "seasonal-naive", s -> s.regret().get(length)));
      }
    }
  }
}
