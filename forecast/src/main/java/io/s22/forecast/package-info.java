/**
 * The forecast: what a plan will do to each service, as distributions. Usable alone: {@link
 * io.s22.forecast.Forecaster} takes a plan and returns a {@link io.s22.forecast.Forecast}.
 */
@NullMarked
package io.s22.forecast;

import org.jspecify.annotations.NullMarked;
