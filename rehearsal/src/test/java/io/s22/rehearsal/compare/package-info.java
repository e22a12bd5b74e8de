@NullMarked
package io.s22.rehearsal.compare;

import org.jspecify.annotations.NullMarked;
