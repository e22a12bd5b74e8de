/** The server: the public page and what keeps it true. The only place that knows Spring. */
@NullMarked
package io.s22.server;

import org.jspecify.annotations.NullMarked;
