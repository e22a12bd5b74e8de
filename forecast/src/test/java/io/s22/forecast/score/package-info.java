@NullMarked
package io.s22.forecast.score;

import org.jspecify.annotations.NullMarked;
