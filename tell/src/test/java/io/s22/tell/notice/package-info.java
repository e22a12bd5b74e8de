@NullMarked
package io.s22.tell.notice;

import org.jspecify.annotations.NullMarked;
