/** Gates that are measured: a command, an HTTP answer, a metric. */
@NullMarked
package io.s22.driver.gate;

import org.jspecify.annotations.NullMarked;
