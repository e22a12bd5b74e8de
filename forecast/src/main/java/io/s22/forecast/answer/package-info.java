/** From trials to figures: means, quantiles, probabilities, each with its confidence interval. */
@NullMarked
package io.s22.forecast.answer;

import org.jspecify.annotations.NullMarked;
