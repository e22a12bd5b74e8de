/** The command as a person or a program meets it. */
@NullMarked
package io.s22.cli;

import org.jspecify.annotations.NullMarked;
