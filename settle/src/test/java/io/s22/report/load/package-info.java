@NullMarked
package io.s22.report.load;

import org.jspecify.annotations.NullMarked;
