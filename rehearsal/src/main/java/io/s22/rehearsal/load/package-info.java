/** Writers whose acknowledged writes are kept in a ledger, and what became of them. */
@NullMarked
package io.s22.rehearsal.load;

import org.jspecify.annotations.NullMarked;
