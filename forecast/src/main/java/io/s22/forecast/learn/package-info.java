/** What past runs teach: durations and failures of steps, shrunk towards the plan's word. */
@NullMarked
package io.s22.forecast.learn;

import org.jspecify.annotations.NullMarked;
