/** What an operator writes down so that notices can leave. */
@NullMarked
package io.s22.tell.setup;

import org.jspecify.annotations.NullMarked;
