@NullMarked
package io.s22.tell.outbox;

import org.jspecify.annotations.NullMarked;
