package io.s22.forecast.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.forecast.draw.Law;
import io.s22.forecast.draw.Laws;
import io.s22.forecast.score.Rules;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fitted on the earlier part of real durations, held against the later part. */
class CalibrationTest {
  private static final int SAMPLE = 400;

  static Stream<RealDurations> data() {
    return Stream.of(RealDurations.tasks(), RealDurations.repairs());
  }

  private static double[] ratios(List<RealDurations.Pair> pairs) {
    return pairs.stream().mapToDouble(p -> p.actual() / p.estimate()).toArray();
  }

  @ParameterizedTest
  @MethodSource("data")
  void the_80_percent_interval_holds_75_to_85_percent_and_beats_the_planned_duration(
      RealDurations data) {
    int half = data.pairs().size() / 2;
    List<Double> earlier =
        java.util.Arrays.stream(ratios(data.pairs().subList(0, half))).boxed().toList();
    LogFit fit = LogFit.of(1, LogFit.ESTIMATES, earlier);
    Law law = new Laws().lognormal(fit.median(), fit.sigma());
    double[] sample = new double[SAMPLE];
    for (int i = 0; i < SAMPLE; i++) {
      sample[i] = law.at((i + 0.5) / SAMPLE);
    }
    double low = law.at(0.1);
    double high = law.at(0.9);
    int inside = 0;
    double crps = 0;
    double planned = 0;
    List<RealDurations.Pair> later = data.pairs().subList(half, data.pairs().size());
    for (RealDurations.Pair pair : later) {
      double ratio = pair.actual() / pair.estimate();
      inside += low <= ratio && ratio <= high ? 1 : 0;
      crps += Rules.crps(sample, ratio) * pair.estimate();
      planned += Rules.crpsPoint(pair.estimate(), pair.actual());
    }
    double coverage = (double) inside / later.size();
    System.out.printf(
        "%s %d: log-sd %.2f, 80 %% interval holds %.1f %%, CRPS %.3g, planned duration %.3g%n",
        data.from(),
        data.pairs().size(),
        fit.sigma(),
        100 * coverage,
        crps / later.size(),
        planned / later.size());
    assertThat(coverage).isBetween(0.75, 0.85);
    assertThat(crps).isLessThan(planned);
  }
}
