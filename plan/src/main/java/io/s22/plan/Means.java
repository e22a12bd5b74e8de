package io.s22.plan;

import java.time.Duration;
import java.util.List;

/** Expected values of {@link Distribution}s. */
public final class Means {
  private Means() {}

  /** The mean, to the nanosecond; of a normal the mean after truncation at 0. */
  public static Duration of(Distribution distribution) {
    return Duration.ofNanos(Math.round(nanos(distribution)));
  }

  private static double nanos(Distribution distribution) {
    return switch (distribution) {
      case Distribution.Fixed(Duration value) -> value.toNanos();
      case Distribution.Uniform(Duration from, Duration to) ->
          (from.toNanos() + (double) to.toNanos()) / 2;
      case Distribution.Triangular(Duration best, Duration likely, Duration worst) ->
          (best.toNanos() + (double) likely.toNanos() + worst.toNanos()) / 3;
      case Distribution.Pert(Duration best, Duration likely, Duration worst) ->
          (best.toNanos() + 4.0 * likely.toNanos() + worst.toNanos()) / 6;
      case Distribution.Normal(Duration mean, Duration sd) ->
          truncatedNormal(mean.toNanos(), sd.toNanos());
      case Distribution.Lognormal(Duration median, double sigma) ->
          median.toNanos() * Math.exp(sigma * sigma / 2);
      case Distribution.Exponential(Duration mean) -> mean.toNanos();
      case Distribution.Weibull(Duration scale, double shape) ->
          scale.toNanos() * Math.exp(Gamma.ln(1 + 1 / shape));
      case Distribution.Gamma(Duration mean, double shape) -> mean.toNanos();
      case Distribution.Beta(Duration best, Duration worst, double a, double b) ->
          best.toNanos() + worst.minus(best).toNanos() * (a / (a + b));
      case Distribution.Empirical(List<Duration> values) ->
          values.stream().mapToDouble(Duration::toNanos).average().orElse(0);
    };
  }

  /** Johnson, Kotz, Balakrishnan: Continuous Univariate Distributions 1, 13.10. */
  private static double truncatedNormal(double mean, double sd) {
    if (sd <= 0) {
      return Math.max(0, mean);
    }
    double cut = -mean / sd;
    double density = Math.exp(-cut * cut / 2) / Math.sqrt(2 * Math.PI);
    return mean + sd * density / (1 - Gauss.below(cut));
  }
}
