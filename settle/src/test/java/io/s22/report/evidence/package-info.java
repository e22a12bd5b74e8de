@NullMarked
package io.s22.report.evidence;

import org.jspecify.annotations.NullMarked;
