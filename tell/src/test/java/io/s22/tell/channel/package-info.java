@NullMarked
package io.s22.tell.channel;

import org.jspecify.annotations.NullMarked;
