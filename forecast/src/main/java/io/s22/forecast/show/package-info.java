/** A forecast as text, as JSON and as a page that needs nothing else. */
@NullMarked
package io.s22.forecast.show;

import org.jspecify.annotations.NullMarked;
