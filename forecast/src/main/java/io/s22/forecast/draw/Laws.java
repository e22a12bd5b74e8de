package io.s22.forecast.draw;

import io.s22.plan.Distribution;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;
import org.hipparchus.special.Beta;
import org.hipparchus.special.Gamma;

/** Turns the plan's distributions into laws. One instance keeps the tables of shapes it has met. */
public final class Laws {
  private static final QuantileTable EXPONENTIAL =
      new QuantileTable(p -> -Math.log1p(-p), p -> -Math.log(p));

  private final Map<List<Double>, QuantileTable> tables = new HashMap<>();

  /** The law of {@code distribution}, in seconds. */
  public Law of(Distribution distribution) {
    return switch (distribution) {
      case Distribution.Fixed(Duration value) -> new Fixed(seconds(value));
      case Distribution.Uniform(Duration from, Duration to) ->
          new Uniform(seconds(from), seconds(to));
      case Distribution.Triangular(Duration best, Duration likely, Duration worst) ->
          triangular(seconds(best), seconds(likely), seconds(worst));
      case Distribution.Pert(Duration best, Duration likely, Duration worst) ->
          pert(seconds(best), seconds(likely), seconds(worst));
      case Distribution.Normal(Duration mean, Duration sd) -> normal(seconds(mean), seconds(sd));
      case Distribution.Lognormal(Duration median, double sigma) ->
          lognormal(seconds(median), sigma);
      case Distribution.Exponential(Duration mean) -> new Tabled(EXPONENTIAL, 0, seconds(mean));
      case Distribution.Weibull(Duration scale, double shape) ->
          new Tabled(
              tables.computeIfAbsent(List.of(6.0, shape), k -> weibull(shape)), 0, seconds(scale));
      case Distribution.Gamma(Duration mean, double shape) ->
          new Tabled(
              tables.computeIfAbsent(List.of(7.0, shape), k -> gamma(shape)),
              0,
              seconds(mean) / shape);
      case Distribution.Beta(Duration best, Duration worst, double a, double b) ->
          best.equals(worst)
              ? new Fixed(seconds(best))
              : new Tabled(
                  tables.computeIfAbsent(List.of(5.0, a, b), k -> beta(a, b)),
                  seconds(best),
                  seconds(worst.minus(best)));
      case Distribution.Empirical(List<Duration> values) ->
          new Empirical(values.stream().mapToDouble(Laws::seconds).sorted().toArray());
    };
  }

  /** A duration in seconds. */
  public static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNano() * 1e-9;
  }

  /** exp(N(ln median, sigma²)). */
  public Law lognormal(double median, double sigma) {
    if (sigma == 0) {
      return new Fixed(median);
    }
    QuantileTable table =
        tables.computeIfAbsent(
            List.of(3.0, sigma),
            k ->
                new QuantileTable(
                    p -> Math.exp(sigma * Gauss.exactQuantile(p)),
                    p -> Math.exp(-sigma * Gauss.exactQuantile(p))));
    return new Tabled(table, 0, median);
  }

  private Law normal(double mean, double sd) {
    if (sd == 0) {
      return new Fixed(Math.max(0, mean));
    }
    double from = Gauss.exactBelow(-mean / sd);
    double width = Gauss.exactBelow(mean / sd);
    QuantileTable table =
        tables.computeIfAbsent(
            List.of(4.0, mean / sd),
            k ->
                new QuantileTable(
                    p -> Gauss.exactQuantile(from + p * width),
                    p -> -Gauss.exactQuantile(p * width)));
    return new Tabled(table, mean, sd);
  }

  private static Law triangular(double best, double likely, double worst) {
    return best == worst ? new Fixed(best) : new Triangular(best, likely, worst);
  }

  private Law pert(double best, double likely, double worst) {
    double width = worst - best;
    if (width <= 0) {
      return new Fixed(likely);
    }
    double a = 1 + 4 * (likely - best) / width;
    double b = 1 + 4 * (worst - likely) / width;
    return new Tabled(tables.computeIfAbsent(List.of(5.0, a, b), k -> beta(a, b)), best, width);
  }

  private static QuantileTable beta(double a, double b) {
    if (a == 1) {
      // "Nothing faster than likely" has a closed form: 1 - (1-u)^(1/b).
      return new QuantileTable(p -> -Math.expm1(Math.log1p(-p) / b), p -> 1 - Math.pow(p, 1 / b));
    }
    return new QuantileTable(p -> inverseBeta(p, a, b), p -> 1 - inverseBeta(p, b, a));
  }

  private static QuantileTable weibull(double shape) {
    return new QuantileTable(
        p -> Math.pow(-Math.log1p(-p), 1 / shape), p -> Math.pow(-Math.log(p), 1 / shape));
  }

  private static QuantileTable gamma(double shape) {
    return new QuantileTable(
        p -> inverseGamma(shape, x -> Gamma.regularizedGammaP(shape, x) < p),
        p -> inverseGamma(shape, x -> Gamma.regularizedGammaQ(shape, x) > p));
  }

  /** Bisection on the logarithm: where it is no longer too small. */
  private static double inverseGamma(double shape, DoublePredicate tooSmall) {
    double lo = Math.log(1e-300);
    double hi = Math.log(shape + 1);
    while (tooSmall.test(Math.exp(hi))) {
      hi += 1;
    }
    while (hi - lo > 1e-13) {
      double mid = (lo + hi) / 2;
      if (mid <= lo || mid >= hi) {
        break;
      }
      if (tooSmall.test(Math.exp(mid))) {
        lo = mid;
      } else {
        hi = mid;
      }
    }
    return Math.exp((lo + hi) / 2);
  }

  /** Newton's method on the logarithms of I_x(a, b) and x, guarded by bisection. */
  private static double inverseBeta(double p, double a, double b) {
    double norm = Beta.logBeta(a, b);
    double lo = 0;
    double hi = 1;
    double x = Math.min(0.5, Math.exp((Math.log(p) + Math.log(a) + norm) / a));
    for (int i = 0; i < 60; i++) {
      double value = Beta.regularizedBeta(x, a, b);
      if (value > p) {
        hi = x;
      } else {
        lo = x;
      }
      double slope = Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - norm);
      double next = x * Math.exp(-Math.log(value / p) * value / (slope * x));
      double step = next > lo && next < hi ? next : (lo + hi) / 2;
      if (Math.abs(step - x) <= 1e-13 * x) {
        return step;
      }
      x = step;
    }
    return x;
  }

  private record Fixed(double value) implements Law {
    @Override
    public double at(double u) {
      return value;
    }

    @Override
    public void fill(double[] u, double[] out, int n) {
      Arrays.fill(out, 0, n, value);
    }

    @Override
    public boolean fixed() {
      return true;
    }
  }

  private record Uniform(double from, double to) implements Law {
    @Override
    public double at(double u) {
      return from + u * (to - from);
    }

    @Override
    public boolean fixed() {
      return from == to;
    }
  }

  private record Triangular(double best, double likely, double worst) implements Law {
    @Override
    public double at(double u) {
      double width = worst - best;
      double rise = likely - best;
      return u * width < rise
          ? best + Math.sqrt(u * width * rise)
          : worst - Math.sqrt((1 - u) * width * (worst - likely));
    }
  }

  private record Tabled(QuantileTable table, double shift, double scale) implements Law {
    @Override
    public double at(double u) {
      return shift + scale * table.at(u);
    }

    @Override
    public void fill(double[] u, double[] out, int n) {
      table.fill(u, out, n, shift, scale);
    }
  }

  private static final class Empirical implements Law {
    private final double[] sorted;

    Empirical(double[] sorted) {
      this.sorted = sorted;
    }

    @Override
    public double at(double u) {
      return sorted[Math.min(sorted.length - 1, (int) (u * sorted.length))];
    }

    @Override
    public boolean fixed() {
      return sorted[0] == sorted[sorted.length - 1];
    }
  }
}
