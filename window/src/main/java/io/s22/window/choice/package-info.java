/**
 * The choice: every start minute scored by the users it hits, under what must not be and with what
 * it costs; the best, others that differ, and the sentence why.
 */
@NullMarked
package io.s22.window.choice;

import org.jspecify.annotations.NullMarked;
