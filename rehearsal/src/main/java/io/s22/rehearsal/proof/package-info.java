/** Proofs under load: what the cluster promises, measured, with the controls that must fail. */
@NullMarked
package io.s22.rehearsal.proof;

import org.jspecify.annotations.NullMarked;
