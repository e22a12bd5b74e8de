/** The product as a whole: real processes, and the rules that hold over all modules. */
@NullMarked
package io.s22.acceptance;

import org.jspecify.annotations.NullMarked;
