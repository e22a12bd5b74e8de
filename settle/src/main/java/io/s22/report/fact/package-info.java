/** What a journal says of a run, folded in one pass. */
@NullMarked
package io.s22.report.fact;

import org.jspecify.annotations.NullMarked;
