@NullMarked
package io.s22.forecast;

import org.jspecify.annotations.NullMarked;
