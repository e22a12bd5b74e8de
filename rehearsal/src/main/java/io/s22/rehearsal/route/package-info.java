/** The port through which clients reach the primary, and which can hold them. */
@NullMarked
package io.s22.rehearsal.route;

import org.jspecify.annotations.NullMarked;
