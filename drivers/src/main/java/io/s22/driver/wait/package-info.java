/** Waiting: for a while, until a time, until something answers. */
@NullMarked
package io.s22.driver.wait;

import org.jspecify.annotations.NullMarked;
