/**
 * Settling up: what each user is due for what was measured, kept in a ledger that pays nothing
 * twice. Everything here is exact: spans of time are nanoseconds, amounts are decimals, and each
 * line says where in the journal it comes from.
 */
@NullMarked
package io.s22.settle;

import org.jspecify.annotations.NullMarked;
