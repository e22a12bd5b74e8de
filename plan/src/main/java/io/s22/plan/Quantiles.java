package io.s22.plan;

import java.time.Duration;
import java.util.List;

/**
 * Quantiles of {@link Distribution}s: what the checks reserve at P90, and, fed with uniform random
 * numbers, what a simulation samples. Exact to about 1e-9 of the distribution's width.
 */
public final class Quantiles {
  private Quantiles() {}

  /**
   * The duration that a share {@code p} of all samples does not exceed.
   *
   * @param p between 0 and 1; the ends of unbounded distributions are cut at 1e-12 and 1 - 1e-12
   */
  public static Duration of(Distribution distribution, double p) {
    return Duration.ofNanos(Math.round(nanos(distribution, p)));
  }

  private static double nanos(Distribution distribution, double p) {
    double inside = Math.clamp(p, 1e-12, 1 - 1e-12);
    return switch (distribution) {
      case Distribution.Fixed(Duration value) -> value.toNanos();
      case Distribution.Uniform(Duration from, Duration to) ->
          from.toNanos() + p * to.minus(from).toNanos();
      case Distribution.Triangular t ->
          triangular(t.best().toNanos(), t.likely().toNanos(), t.worst().toNanos(), p);
      case Distribution.Pert t ->
          pert(t.best().toNanos(), t.likely().toNanos(), t.worst().toNanos(), p);
      case Distribution.Normal(Duration mean, Duration sd) ->
          truncatedNormal(mean.toNanos(), sd.toNanos(), inside);
      case Distribution.Lognormal(Duration median, double sigma) ->
          median.toNanos() * Math.exp(sigma * Gauss.quantile(inside));
      case Distribution.Exponential(Duration mean) -> -mean.toNanos() * Math.log1p(-inside);
      case Distribution.Weibull(Duration scale, double shape) ->
          scale.toNanos() * Math.pow(-Math.log1p(-inside), 1 / shape);
      case Distribution.Gamma(Duration mean, double shape) ->
          mean.toNanos() / shape * Gamma.quantile(shape, inside);
      case Distribution.Beta(Duration best, Duration worst, double a, double b) ->
          best.toNanos() + (double) worst.minus(best).toNanos() * Beta.quantile(a, b, p);
      case Distribution.Empirical(List<Duration> values) -> empirical(values, p);
    };
  }

  private static double triangular(double best, double likely, double worst, double p) {
    double width = worst - best;
    if (width <= 0) {
      return best;
    }
    double knee = (likely - best) / width;
    return p < knee
        ? best + Math.sqrt(p * width * (likely - best))
        : worst - Math.sqrt((1 - p) * width * (worst - likely));
  }

  private static double pert(double best, double likely, double worst, double p) {
    double width = worst - best;
    if (width <= 0) {
      return best;
    }
    double a = 1 + 4 * (likely - best) / width;
    double b = 1 + 4 * (worst - likely) / width;
    return best + width * Beta.quantile(a, b, p);
  }

  private static double truncatedNormal(double mean, double sd, double p) {
    if (sd <= 0) {
      return Math.max(0, mean);
    }
    double below = Gauss.below(-mean / sd);
    return Math.max(0, mean + sd * Gauss.quantile(below + p * (1 - below)));
  }

  /** Each value equally likely: the smallest value that a share p does not exceed. */
  private static double empirical(List<Duration> values, double p) {
    List<Duration> sorted = values.stream().sorted().toList();
    int index = (int) Math.ceil(p * sorted.size()) - 1;
    return sorted.get(Math.clamp(index, 0, sorted.size() - 1)).toNanos();
  }
}
