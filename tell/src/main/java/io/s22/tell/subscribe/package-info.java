/** Who wants to be told of what: sign-up, confirmation, and the way out. */
@NullMarked
package io.s22.tell.subscribe;

import org.jspecify.annotations.NullMarked;
