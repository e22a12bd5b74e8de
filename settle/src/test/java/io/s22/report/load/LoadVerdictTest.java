package io.s22.report.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.journal.Measurement;
import io.s22.journal.Measurement.Better;
import io.s22.journal.Measurement.When;
import io.s22.report.load.LoadVerdict.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Throughput wanders, warms up and remembers: each slice depends on the one before. */
class LoadVerdictTest {
  private static final int TRIALS = 20;
  private static final int SLICES = 120;
  private static final double RATE = 900;

  @Test
  void aLossOfAFifthOfTheThroughputIsCalledWorseTwentyTimesOfTwenty() {
    assertThat(worse(0.8, 0.6)).isEqualTo(TRIALS);
  }

  @Test
  void noChangeIsCalledWorseAtMostOnceInTwenty() {
    assertThat(worse(1, 0.6)).isLessThanOrEqualTo(1);
  }

  /** The law behind it, over more tests than one draw of twenty: at most one in twenty. */
  @Test
  void noChangeIsCalledWorseInFewerThanOneInTwentyOfAThousandTests() {
    int worse = 0;
    for (int seed = 0; seed < 1_000; seed++) {
      worse += verdict(1, 0.8, 50_000 + seed) == Word.WORSE ? 1 : 0;
    }
    assertThat(worse).as("of 1000, seeds 50000..50999").isLessThan(50);
  }

  @Test
  void aFifthMoreIsBetter() {
    int better = 0;
    for (int seed = 0; seed < TRIALS; seed++) {
      better += verdict(1.2, 0.6, 7_000 + seed) == Word.BETTER ? 1 : 0;
    }
    assertThat(better).as("seeds 7000..7019").isEqualTo(TRIALS);
  }

  @Test
  void aChangeTooSmallToMatterIsTheSameHoweverSureItIs() {
    Measurement before = measured(DoubleStream.generate(() -> 1_000).limit(SLICES).toArray(), 0);
    Measurement after = measured(DoubleStream.generate(() -> 980).limit(SLICES).toArray(), 0);
    assertThat(LoadVerdict.of(before, after).word()).isEqualTo(Word.SAME);
  }

  @Test
  void manyMoreErrorsAreWorseThoughTheThroughputHolds() {
    double[] steady = series(1, 0.3, new Random(3));
    LoadVerdict verdict = LoadVerdict.of(measured(steady, 10), measured(steady, 2_000));
    assertThat(verdict.word()).isEqualTo(Word.WORSE);
    assertThat(verdict.why()).contains("errors worse", "throughput same");
  }

  @Test
  void slicesThatRememberAreNotTakenForIndependentOnes() {
    double[] slices = series(1, 0.9, new Random(11));
    assertThat(Batches.of(slices).length).as("put together").isLessThan(32);
  }

  private static int worse(double factor, double memory) {
    int worse = 0;
    for (int seed = 0; seed < TRIALS; seed++) {
      worse += verdict(factor, memory, seed) == Word.WORSE ? 1 : 0;
    }
    return worse;
  }

  private static Word verdict(double factor, double memory, long seed) {
    Random random = new Random(seed);
    Measurement before = measured(series(1, memory, random), 12);
    Measurement after = measured(series(factor, memory, random), 12);
    return LoadVerdict.of(before, after).word();
  }

  /** AR(1) noise of 8 % around the rate, with a cold beginning and a pause now and then. */
  private static double[] series(double factor, double memory, Random random) {
    double[] out = new double[SLICES];
    double noise = 0;
    for (int i = 0; i < SLICES; i++) {
      noise = memory * noise + Math.sqrt(1 - memory * memory) * random.nextGaussian();
      double warm = i < SLICES / 15 ? 0.5 : 1;
      double pause = random.nextInt(60) == 0 ? 0.6 : 1;
      out[i] = RATE * factor * warm * pause * Math.max(0.1, 1 + 0.08 * noise);
    }
    return out;
  }

  private static Measurement measured(double[] slices, long failed) {
    List<Double> values = new ArrayList<>();
    for (double slice : slices) {
      values.add(slice);
    }
    return new Measurement(
        "peak",
        When.BEFORE,
        "requests/s",
        Better.HIGHER,
        "scenario 'peak'",
        values,
        List.of(),
        Map.of("requests", "100000", "failed", Long.toString(failed)));
  }
}
