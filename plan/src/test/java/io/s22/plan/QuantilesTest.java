package io.s22.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuantilesTest {
  private static final Duration M = Duration.ofMinutes(1);

  @Test
  void aFixedDurationIsItsOwnQuantile() {
    assertThat(Quantiles.of(new Distribution.Fixed(M), 0.9)).isEqualTo(M);
  }

  @Test
  void aUniformOneIsInterpolated() {
    assertThat(seconds(new Distribution.Uniform(Duration.ZERO, M), 0.9)).isEqualTo(54);
  }

  @Test
  void pertAgreesWithTheBetaDistribution() {
    // Beta(3, 3) has the median 1/2; Beta(1, 5) has the quantile 1 - (1 - p)^(1/5).
    Duration best = Duration.ZERO;
    assertThat(seconds(new Distribution.Pert(best, M.dividedBy(2), M), 0.5))
        .isCloseTo(30, within(1e-6));
    assertThat(seconds(new Distribution.Pert(best, best, M), 0.9))
        .isCloseTo(60 * (1 - Math.pow(0.1, 0.2)), within(1e-6));
  }

  @Test
  void triangularAgreesWithItsFormula() {
    Distribution d = new Distribution.Triangular(Duration.ZERO, M.dividedBy(2), M);
    assertThat(seconds(d, 0.5)).isCloseTo(30, within(1e-6));
    assertThat(seconds(d, 0.98)).isCloseTo(60 - Math.sqrt(0.02 * 60 * 30), within(1e-6));
  }

  @Test
  void normalLognormalAndExponentialAgreeWithTables() {
    assertThat(seconds(new Distribution.Normal(M.multipliedBy(10), M), 0.9))
        .isCloseTo(600 + 60 * 1.2815515655446004, within(1e-6));
    assertThat(seconds(new Distribution.Lognormal(M, 0.5), 0.9))
        .isCloseTo(60 * Math.exp(0.5 * 1.2815515655446004), within(1e-6));
    assertThat(seconds(new Distribution.Exponential(M), 0.9))
        .isCloseTo(60 * Math.log(10), within(1e-6));
  }

  @Test
  void weibullGammaAndBetaAgreeWithTables() {
    assertThat(seconds(new Distribution.Weibull(M, 2), 0.9))
        .isCloseTo(60 * Math.sqrt(Math.log(10)), within(1e-6));
    // Chi-squared with 6 degrees of freedom, 95 %: 12.5916; with one, 0.454936 at the median.
    assertThat(seconds(new Distribution.Gamma(M.multipliedBy(3), 3), 0.95))
        .isCloseTo(60 * 12.591587243743977 / 2, within(1e-6));
    assertThat(seconds(new Distribution.Gamma(M, 0.5), 0.5))
        .isCloseTo(60 * 0.454936423119572, within(1e-6));
    // Beta(1/2, 1/2) is the arcsine law.
    assertThat(seconds(new Distribution.Beta(Duration.ZERO, M, 0.5, 0.5), 0.9))
        .isCloseTo(60 * Math.pow(Math.sin(Math.PI * 0.45), 2), within(1e-5));
    assertThat(Means.of(new Distribution.Weibull(M, 2)).toNanos() * 1e-9)
        .isCloseTo(60 * Math.sqrt(Math.PI) / 2, within(1e-6));
    assertThat(Means.of(new Distribution.Beta(M, M.multipliedBy(8), 2, 5)))
        .isEqualTo(M.multipliedBy(3));
  }

  @Test
  void aNormalOneIsTruncatedAtZero() {
    Distribution half = new Distribution.Normal(Duration.ZERO, M);
    assertThat(seconds(half, 0.5)).isCloseTo(60 * 0.6744897501960817, within(1e-6));
    assertThat(seconds(half, 0)).isCloseTo(0, within(1e-6));
  }

  @Test
  void anEmpiricalOneTakesAValueThatWasMeasured() {
    Distribution d = new Distribution.Empirical(List.of(M.multipliedBy(9), M, M.multipliedBy(5)));
    assertThat(seconds(d, 0.9)).isEqualTo(540);
    assertThat(seconds(d, 0.34)).isEqualTo(300);
    assertThat(seconds(d, 0.1)).isEqualTo(60);
  }

  private static double seconds(Distribution d, double p) {
    return Quantiles.of(d, p).toNanos() / 1e9;
  }
}
