package io.s22.forecast.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.s22.plan.Distribution;
import io.s22.plan.Quantiles;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LawsTest {
  private static Duration m(long minutes) {
    return Duration.ofMinutes(minutes);
  }

  static Stream<Distribution> distributions() {
    return Stream.of(
        new Distribution.Fixed(m(5)),
        new Distribution.Uniform(m(1), m(9)),
        new Distribution.Triangular(m(1), m(3), m(9)),
        new Distribution.Triangular(m(1), m(1), m(9)),
        new Distribution.Pert(m(4), m(4), m(20)),
        new Distribution.Pert(m(1), m(5), m(6)),
        new Distribution.Pert(m(1), m(6), m(6)),
        new Distribution.Normal(m(10), m(2)),
        new Distribution.Normal(m(3), m(5)),
        new Distribution.Lognormal(m(8), 0.5),
        new Distribution.Lognormal(m(8), 1.4),
        new Distribution.Exponential(m(7)),
        new Distribution.Weibull(m(7), 0.7),
        new Distribution.Weibull(m(7), 3.6),
        new Distribution.Gamma(m(9), 0.5),
        new Distribution.Gamma(m(9), 4),
        new Distribution.Gamma(m(9), 200),
        new Distribution.Beta(m(2), m(20), 2, 5),
        new Distribution.Beta(m(2), m(20), 0.5, 0.5),
        new Distribution.Empirical(List.of(m(3), m(1), m(2), m(9))));
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void tables_agree_with_the_plan_s_own_quantiles(Distribution distribution) {
    Law law = new Laws().of(distribution);
    for (double p : new double[] {1e-7, 1e-4, 0.003, 0.1, 0.26, 0.4999, 0.51, 0.9, 0.99, 0.9999}) {
      double exact = Laws.seconds(Quantiles.of(distribution, p));
      assertThat(law.at(p)).as("p = %s", p).isCloseTo(exact, within(1e-5 * exact + 1e-4));
    }
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void many_at_once_are_the_same_as_one_by_one(Distribution distribution) {
    Law law = new Laws().of(distribution);
    double[] u = {0.001, 0.2, 0.5, 0.77, 0.9999};
    double[] out = new double[5];
    law.fill(u, out, 5);
    for (int i = 0; i < 5; i++) {
      assertThat(out[i]).isEqualTo(law.at(u[i]));
    }
  }

  @Test
  void the_rest_of_an_exponential_is_the_same_exponential() {
    Laws laws = new Laws();
    Law law = laws.of(new Distribution.Exponential(m(10)));
    Law rest = Rest.of(law, 1234, Double.POSITIVE_INFINITY, laws);
    assertThat(rest.at(0.5)).isCloseTo(law.at(0.5), within(0.01));
    assertThat(rest.at(0.9)).isCloseTo(law.at(0.9), within(0.05));
  }

  @Test
  void what_takes_longer_than_its_worst_is_expected_to_take_longer_still() {
    Laws laws = new Laws();
    Law law = laws.of(new Distribution.Pert(m(1), m(2), m(3)));
    Law rest = Rest.of(law, 400, Double.POSITIVE_INFINITY, laws);
    assertThat(rest.at(0.5)).isGreaterThan(30);
  }

  @Test
  void sobol_points_are_spread_evenly_in_every_dimension_after_scrambling() {
    int[][] directions = Sobol.directions(200);
    Scramble scramble = new Scramble(directions, 8, 64);
    scramble.begin(3, 1);
    double[] out = new double[64];
    for (int d = 0; d < 200; d++) {
      boolean[] met = new boolean[256];
      for (int first = 0; first < 256; first += 64) {
        scramble.position(first);
        scramble.fill(d, out);
        for (int i = 0; i < 64; i++) {
          assertThat(scramble.at(d, i)).isEqualTo(out[i]);
          met[(int) (out[i] * 256)] = true;
        }
      }
      // One point in each of 256 equal parts: that is what a net in base 2 promises.
      assertThat(met).as("dimension %d", d).doesNotContain(false);
    }
  }
}
