/** Tests of the rehearsal's cluster. */
@NullMarked
package io.s22.rehearsal.cluster;

import org.jspecify.annotations.NullMarked;
