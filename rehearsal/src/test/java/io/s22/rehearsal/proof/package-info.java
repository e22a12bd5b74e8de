@NullMarked
package io.s22.rehearsal.proof;

import org.jspecify.annotations.NullMarked;
