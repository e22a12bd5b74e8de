/**
 * Files and queries that say who was there, who missed what, and who ordered: all of it hostile.
 */
@NullMarked
package io.s22.settle.input;

import org.jspecify.annotations.NullMarked;
