/** The {@code gateway} and {@code haproxy} drivers: one set of actions over two load balancers. */
@NullMarked
package io.s22.driver.balance;

import org.jspecify.annotations.NullMarked;
