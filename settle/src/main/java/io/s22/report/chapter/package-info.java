/** The report's chapters, one class each: facts in, a section out. */
@NullMarked
package io.s22.report.chapter;

import org.jspecify.annotations.NullMarked;
