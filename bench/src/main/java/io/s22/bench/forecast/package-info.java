/** The forecast's speed and precision, beside other ways to compute the same. */
@NullMarked
package io.s22.bench.forecast;

import org.jspecify.annotations.NullMarked;
