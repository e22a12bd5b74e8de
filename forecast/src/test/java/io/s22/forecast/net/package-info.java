@NullMarked
package io.s22.forecast.net;

import org.jspecify.annotations.NullMarked;
