package io.s22.forecast.score;

import org.jspecify.annotations.Nullable;

/**
 * One figure of one night, forecast against fact. Times are in seconds.
 *
 * @param subject {@code run}, or the step's name
 * @param actual what was measured
 * @param median what was forecast
 * @param crps the forecast's score
 * @param crpsPlanned the score of the planned duration alone
 * @param crpsHistory the score of past values alone; null where there are none
 * @param pit where in the forecast the truth lay
 * @param inside80 whether the forecast's 80 % interval held it
 */
public record Score(
    String subject,
    double actual,
    double median,
    double crps,
    double crpsPlanned,
    @Nullable Double crpsHistory,
    double pit,
    boolean inside80) {}
