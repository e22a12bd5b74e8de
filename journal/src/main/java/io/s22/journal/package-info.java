/**
 * The journal: an append-only, hash-chained record of everything that happened in a run. Every view
 * is a fold of it; nothing is stored that can be derived from it.
 */
@NullMarked
package io.s22.journal;

import org.jspecify.annotations.NullMarked;
