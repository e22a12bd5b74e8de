/** The forecast against the engine: one semantics, two implementations. */
@NullMarked
package io.s22.acceptance.forecast;

import org.jspecify.annotations.NullMarked;
