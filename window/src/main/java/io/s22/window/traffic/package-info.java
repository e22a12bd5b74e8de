/**
 * Counting users: access logs in, small daily summaries out. Per minute and route group: requests,
 * errors, bytes, seconds taken, distinct users.
 *
 * <p>Bytes are read in large blocks and parsed where they lie; nothing is allocated per line.
 */
@NullMarked
package io.s22.window.traffic;

import org.jspecify.annotations.NullMarked;
