/**
 * What the command and the server both put together from modules that do not know each other: the
 * report's sources, the forecast in the choice of a window, verification of data, settlements.
 */
@NullMarked
package io.s22.wiring;

import org.jspecify.annotations.NullMarked;
