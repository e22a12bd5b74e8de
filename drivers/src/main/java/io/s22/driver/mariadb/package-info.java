/** The {@code mariadb} driver. */
@NullMarked
package io.s22.driver.mariadb;

import org.jspecify.annotations.NullMarked;
