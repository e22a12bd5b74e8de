/** Measurements, each against something outside S22 in the same run; not shipped. */
@NullMarked
package io.s22.bench;

import org.jspecify.annotations.NullMarked;
