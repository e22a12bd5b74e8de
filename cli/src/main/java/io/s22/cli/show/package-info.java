/**
 * What a run looks like in a terminal: a picture made from its view, and the lines that draw it.
 */
@NullMarked
package io.s22.cli.show;

import org.jspecify.annotations.NullMarked;
