package io.s22.plan.check;

import io.s22.plan.Distribution;
import io.s22.plan.Means;
import io.s22.plan.Quantiles;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long something takes, as far as the checks need to know: seconds.
 *
 * <p>Parts that follow one another add their means, and the squares of their distances from mean to
 * P90, as independent normal variables do. For one part the P90 is exact; for a sum it is far
 * nearer the truth than the sum of all P90s, which would refuse plans that fit.
 *
 * @param low its P10 (of a sum: the sum of the parts' P10s, a cautious "at the earliest")
 * @param mean expected
 * @param square the square of P90 less mean
 */
record Spread(double low, double mean, double square) {
  static final Spread ZERO = new Spread(0, 0, 0);

  /** Exactly so many seconds. */
  static Spread exactly(double seconds) {
    return new Spread(seconds, seconds, 0);
  }

  /** The longest of {@code hosts} independent samples, each cut at {@code timeout}. */
  static Spread longestOf(
      int hosts, @Nullable Distribution distribution, @Nullable Duration timeout) {
    if (distribution == null) {
      return ZERO;
    }
    double cut = timeout == null ? Double.MAX_VALUE : seconds(timeout);
    double low = quantile(distribution, Math.pow(0.1, 1.0 / hosts));
    double mean =
        hosts == 1
            ? seconds(Means.of(distribution))
            : quantile(distribution, (hosts - 0.375) / (hosts + 0.25));
    double p90 = quantile(distribution, Math.pow(0.9, 1.0 / hosts));
    double far = Math.max(0, Math.min(cut, p90) - Math.min(cut, mean));
    return new Spread(Math.min(cut, low), Math.min(cut, mean), far * far);
  }

  Spread plus(Spread next) {
    return new Spread(low + next.low, mean + next.mean, square + next.square);
  }

  /** So many of these, one after the other. */
  Spread times(int count) {
    return new Spread(low * count, mean * count, square * count);
  }

  double p90() {
    return mean + Math.sqrt(square);
  }

  private static double quantile(Distribution distribution, double p) {
    return seconds(Quantiles.of(distribution, p));
  }

  static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNano() / 1e9;
  }
}
