@NullMarked
package io.s22.tell;

import org.jspecify.annotations.NullMarked;
