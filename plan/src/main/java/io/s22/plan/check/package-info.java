/** The checks: rules that find a plan's mistakes before the night does. */
@NullMarked
package io.s22.plan.check;

import org.jspecify.annotations.NullMarked;
