/** The command {@code s22}: one class a verb, without Spring, offline with the embedded store. */
@NullMarked
package io.s22.cli;

import org.jspecify.annotations.NullMarked;
