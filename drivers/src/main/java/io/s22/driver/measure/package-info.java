/** Probes that measure a figure before and after the maintenance; load tests among them. */
@NullMarked
package io.s22.driver.measure;

import org.jspecify.annotations.NullMarked;
