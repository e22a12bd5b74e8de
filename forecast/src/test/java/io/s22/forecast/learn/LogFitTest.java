package io.s22.forecast.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogFitTest {
  @Test
  void an_estimate_nobody_measured_scatters_as_people_s_estimates_do() {
    LogFit fit = LogFit.of(300, 0.2, List.of());
    assertThat(fit.median()).isCloseTo(300, within(1e-9));
    assertThat(fit.sigma()).isCloseTo(LogFit.ESTIMATES, within(1e-9));
  }

  @Test
  void few_measurements_move_it_part_of_the_way_and_many_all_of_it() {
    double one = LogFit.of(300, 0.3, List.of(600.0)).median();
    double many = LogFit.of(300, 0.3, Collections.nCopies(100, 600.0)).median();
    assertThat(one).isBetween(330.0, 595.0);
    assertThat(many).isCloseTo(600, within(3.0));
  }

  @Test
  void each_measurement_narrows_it() {
    double before = 10;
    for (int n = 0; n < 50; n++) {
      double sigma = LogFit.of(300, 0.3, Collections.nCopies(n, 300.0)).sigma();
      assertThat(sigma).isLessThan(before);
      before = sigma;
    }
  }
}
