/** Charts as vector graphics, whose colours a style sheet decides. */
@NullMarked
package io.s22.report.chart;

import org.jspecify.annotations.NullMarked;
