@NullMarked
package io.s22.forecast.learn;

import org.jspecify.annotations.NullMarked;
