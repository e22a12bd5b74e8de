/**
 * What a report is made of: sections, tables, figures that cite journal entries; and its forms,
 * HTML and JSON.
 */
@NullMarked
package io.s22.report.doc;

import org.jspecify.annotations.NullMarked;
