/** Effects that take place inside S22's own process and end with it. */
@NullMarked
package io.s22.driver.inprocess;

import org.jspecify.annotations.NullMarked;
