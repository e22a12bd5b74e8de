/** Counting traffic, side by side with GoAccess, DuckDB and gzip. Not shipped. */
@NullMarked
package io.s22.bench.window;

import org.jspecify.annotations.NullMarked;
