@NullMarked
package io.s22.tell.statuspage;

import org.jspecify.annotations.NullMarked;
