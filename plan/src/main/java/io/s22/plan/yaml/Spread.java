package io.s22.plan.yaml;

import io.s22.plan.Distribution;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Whether the figures of a distribution fit each other. */
final class Spread {
  static final String MEND = "Put the shortest first, the longest last, and spreads above zero.";

  private Spread() {}

  static @Nullable String wrong(Distribution distribution) {
    return switch (distribution) {
      case Distribution.Fixed f -> null;
      case Distribution.Uniform(Duration from, Duration to) ->
          from.compareTo(to) > 0 ? "from is longer than to" : null;
      case Distribution.Triangular(Duration b, Duration l, Duration w) -> order(b, l, w);
      case Distribution.Pert(Duration b, Duration l, Duration w) -> order(b, l, w);
      case Distribution.Normal n -> null;
      case Distribution.Lognormal(Duration median, double sigma) ->
          sigma < 0 || sigma > 5
              ? "sigma " + sigma + " is not between 0 and 5"
              : median.isZero() ? "the median is zero" : null;
      case Distribution.Exponential(Duration mean) -> mean.isZero() ? "the mean is zero" : null;
      case Distribution.Weibull(Duration scale, double shape) ->
          scale.isZero() ? "the scale is zero" : shape("shape", shape);
      case Distribution.Gamma(Duration mean, double shape) ->
          mean.isZero() ? "the mean is zero" : shape("shape", shape);
      case Distribution.Beta(Duration best, Duration worst, double a, double b) ->
          best.compareTo(worst) > 0
              ? "best is longer than worst"
              : shape("a", a) == null ? shape("b", b) : shape("a", a);
      case Distribution.Empirical e -> e.values().isEmpty() ? "there is no value" : null;
    };
  }

  private static @Nullable String shape(String name, double value) {
    return value >= 0.1 && value <= 1000
        ? null
        : name + " " + value + " is not between 0.1 and 1000";
  }

  private static @Nullable String order(Duration best, Duration likely, Duration worst) {
    if (best.compareTo(likely) > 0) {
      return "best is longer than likely";
    }
    return likely.compareTo(worst) > 0 ? "likely is longer than worst" : null;
  }
}
