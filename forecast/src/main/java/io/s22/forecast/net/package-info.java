/**
 * A plan compiled to flat arrays, and the two ways to carry a trial through them: one pass over the
 * arrays where nothing contends, a compact event simulation where something does. Both follow
 * {@code docs/semantics.md}.
 */
@NullMarked
package io.s22.forecast.net;

import org.jspecify.annotations.NullMarked;
