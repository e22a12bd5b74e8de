package io.s22.report.doc;

/** A part of a section. */
public sealed interface Block permits Table, Paragraph, Picture, Commands {}
