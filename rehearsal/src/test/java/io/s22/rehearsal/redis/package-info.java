@NullMarked
package io.s22.rehearsal.redis;

import org.jspecify.annotations.NullMarked;
