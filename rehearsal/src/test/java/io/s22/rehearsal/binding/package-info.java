/** Tests of what steps are bound to. */
@NullMarked
package io.s22.rehearsal.binding;

import org.jspecify.annotations.NullMarked;
