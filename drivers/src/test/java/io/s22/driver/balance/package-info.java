/** The drivers of load balancers against real ones. */
@NullMarked
package io.s22.driver.balance;

import org.jspecify.annotations.NullMarked;
