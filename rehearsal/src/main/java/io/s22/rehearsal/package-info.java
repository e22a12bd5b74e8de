/** A real small cluster on loopback, and its simulated users. */
@NullMarked
package io.s22.rehearsal;

import org.jspecify.annotations.NullMarked;
