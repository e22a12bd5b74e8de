package io.s22.report.doc;

import io.s22.plan.Text;
import io.s22.report.chart.Drawn;

/**
 * A chart.
 *
 * @param method how what it shows came about
 */
public record Picture(Text caption, Text method, Drawn drawn) implements Block {}
