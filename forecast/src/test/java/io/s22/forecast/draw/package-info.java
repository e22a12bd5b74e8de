@NullMarked
package io.s22.forecast.draw;

import org.jspecify.annotations.NullMarked;
