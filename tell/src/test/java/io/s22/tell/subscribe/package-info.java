@NullMarked
package io.s22.tell.subscribe;

import org.jspecify.annotations.NullMarked;
