@NullMarked
package io.s22.journal;

import org.jspecify.annotations.NullMarked;
