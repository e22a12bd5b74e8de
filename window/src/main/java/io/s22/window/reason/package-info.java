/** The case for a maintenance: its symptoms' thresholds against what is measured. */
@NullMarked
package io.s22.window.reason;

import org.jspecify.annotations.NullMarked;
