@NullMarked
package io.s22.forecast.show;

import org.jspecify.annotations.NullMarked;
