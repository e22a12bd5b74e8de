@NullMarked
package io.s22.tell.feed;

import org.jspecify.annotations.NullMarked;
