/** Pages on paper: XHTML to PDF, with a font that has Latin and Chinese glyphs. */
@NullMarked
package io.s22.report.print;

import org.jspecify.annotations.NullMarked;
