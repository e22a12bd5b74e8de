/**
 * The double-entry ledger: entries whose postings sum to zero, one chained to the other by hashes,
 * never changed once written. Decision 1001.
 */
@NullMarked
package io.s22.settle.ledger;

import org.jspecify.annotations.NullMarked;
