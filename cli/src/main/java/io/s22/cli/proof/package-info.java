/**
 * Proofs the product carries: it is killed, stopped and started again, and what happened counted.
 */
@NullMarked
package io.s22.cli.proof;

import org.jspecify.annotations.NullMarked;
