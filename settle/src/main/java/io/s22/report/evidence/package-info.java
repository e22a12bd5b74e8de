/** Evidence that others can verify: files, checksums, a signature, a time stamp. */
@NullMarked
package io.s22.report.evidence;

import org.jspecify.annotations.NullMarked;
