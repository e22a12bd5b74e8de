/**
 * Commands on a machine, exactly once each: the protocol shared by {@code shell} and {@code ssh}.
 * The part that acts is POSIX sh ({@code effect.sh} and its companions); decisions 0501 and 0502
 * say why it is as it is.
 */
@NullMarked
package io.s22.driver.command;

import org.jspecify.annotations.NullMarked;
