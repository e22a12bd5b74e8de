@NullMarked
package io.s22.tell.page;

import org.jspecify.annotations.NullMarked;
