/**
 * Whether copies of a database are its copies, row by row, while writers go on: ranges of rows are
 * hashed by the servers themselves, and only what seems to differ is looked at under a lock.
 */
@NullMarked
package io.s22.data.compare;

import org.jspecify.annotations.NullMarked;
