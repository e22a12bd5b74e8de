@NullMarked
package io.s22.report.print;

import org.jspecify.annotations.NullMarked;
