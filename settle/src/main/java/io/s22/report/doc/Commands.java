package io.s22.report.doc;

import io.s22.plan.Text;

/** Commands to type, and why. */
public record Commands(Text caption, String lines) implements Block {}
