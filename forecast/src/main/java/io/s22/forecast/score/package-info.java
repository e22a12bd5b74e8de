/** How good forecasts were, once the night is over. */
@NullMarked
package io.s22.forecast.score;

import org.jspecify.annotations.NullMarked;
