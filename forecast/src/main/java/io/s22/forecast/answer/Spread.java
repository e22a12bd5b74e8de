package io.s22.forecast.answer;

import java.util.List;

/**
 * A distribution in short.
 *
 * @param mean average
 * @param sd standard deviation; its interval is the root of the variance's
 * @param p50 median
 * @param p90 what nine of ten trials do not exceed
 * @param p95 likewise 95 %
 * @param p99 likewise 99 %
 * @param quantiles the same and more, from 1 % to 99.9 %, rising
 * @param histogram up to a little above P99
 */
public record Spread(
    Estimate mean,
    Estimate sd,
    Estimate p50,
    Estimate p90,
    Estimate p95,
    Estimate p99,
    List<Quantile> quantiles,
    Histogram histogram) {

  public Spread {
    quantiles = List.copyOf(quantiles);
  }

  Spread(Estimate mean, Estimate sd, List<Quantile> quantiles, Histogram histogram) {
    this(
        mean,
        sd,
        at(quantiles, 0.5),
        at(quantiles, 0.9),
        at(quantiles, 0.95),
        at(quantiles, 0.99),
        quantiles,
        histogram);
  }

  static Estimate at(List<Quantile> quantiles, double p) {
    return quantiles.stream().filter(q -> q.p() == p).findFirst().orElseThrow().at();
  }
}
