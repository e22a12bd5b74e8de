/** Tests of policy and gateway. */
@NullMarked
package io.s22.traffic;

import org.jspecify.annotations.NullMarked;
