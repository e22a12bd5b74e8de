/** Load tests before and after: a verdict with statistics. */
@NullMarked
package io.s22.report.load;

import org.jspecify.annotations.NullMarked;
