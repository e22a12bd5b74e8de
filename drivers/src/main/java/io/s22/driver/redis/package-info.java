/** The {@code redis} driver. */
@NullMarked
package io.s22.driver.redis;

import org.jspecify.annotations.NullMarked;
