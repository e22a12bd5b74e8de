@NullMarked
package io.s22.tell.setup;

import org.jspecify.annotations.NullMarked;
