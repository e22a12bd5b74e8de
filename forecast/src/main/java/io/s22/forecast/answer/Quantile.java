package io.s22.forecast.answer;

/**
 * A point of a distribution.
 *
 * @param p a share of all trials
 * @param at what that share does not exceed
 */
public record Quantile(double p, Estimate at) {}
