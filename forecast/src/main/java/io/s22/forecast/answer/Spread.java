package io.s22.forecast.answer;

/**
 * A distribution in short.
 *
 * @param mean average
 * @param sd standard deviation
 * @param p50 median
 * @param p90 what nine of ten trials do not exceed
 * @param p95 likewise 95 %
 * @param p99 likewise 99 %
 * @param histogram up to a little above P99
 */
public record Spread(
    Estimate mean,
    double sd,
    Estimate p50,
    Estimate p90,
    Estimate p95,
    Estimate p99,
    Histogram histogram) {}
