package io.s22.forecast.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.s22.forecast.draw.Gauss;
import org.junit.jupiter.api.Test;

class RulesTest {
  @Test
  void the_crps_of_a_standard_normal_is_as_published() {
    assertThat(Rules.crpsNormal(0, 1, 0)).isCloseTo(0.233695, within(5e-7));
    assertThat(Rules.crpsNormal(0, 1, 1)).isCloseTo(0.602441, within(5e-7));
  }

  @Test
  void a_sample_scores_as_its_distribution() {
    int n = 20_001;
    double[] sample = new double[n];
    for (int i = 0; i < n; i++) {
      sample[i] = Gauss.exactQuantile((i + 0.5) / n);
    }
    assertThat(Rules.crps(sample, 0)).isCloseTo(0.233695, within(2e-4));
    assertThat(Rules.crps(sample, 1)).isCloseTo(0.602441, within(2e-4));
    assertThat(Rules.pit(sample, 0, 0.5)).isCloseTo(0.5, within(1e-4));
    assertThat(Rules.inside(sample, 1.28, 0.8)).isTrue();
    assertThat(Rules.inside(sample, 1.29, 0.8)).isFalse();
  }

  @Test
  void a_sure_and_right_probability_scores_nothing() {
    assertThat(Rules.brier(1, true)).isZero();
    assertThat(Rules.brier(0.3, true)).isCloseTo(0.49, within(1e-12));
  }

  @Test
  void a_single_figure_scores_its_distance() {
    assertThat(Rules.crps(new double[] {5}, 8)).isEqualTo(Rules.crpsPoint(5, 8)).isEqualTo(3);
  }
}
