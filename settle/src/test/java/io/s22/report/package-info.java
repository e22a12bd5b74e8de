@NullMarked
package io.s22.report;

import org.jspecify.annotations.NullMarked;
