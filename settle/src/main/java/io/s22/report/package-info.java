/**
 * The health report of a run: one page on screen and on paper, whose every figure cites the
 * journal.
 */
@NullMarked
package io.s22.report;

import org.jspecify.annotations.NullMarked;
