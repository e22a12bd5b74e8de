/** Random numbers and distributions, laid out for tight loops: quantile tables, Sobol, hashes. */
@NullMarked
package io.s22.forecast.draw;

import org.jspecify.annotations.NullMarked;
