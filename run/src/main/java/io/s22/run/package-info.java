/**
 * Carrying a plan out: the pure decision function, its transition tables, and the ports through
 * which it meets drivers, storage, time and forecast.
 */
@NullMarked
package io.s22.run;

import org.jspecify.annotations.NullMarked;
