/** Redis looked after from outside: replication, cluster mode, and samples of keys as proof. */
@NullMarked
package io.s22.data.redis;

import org.jspecify.annotations.NullMarked;
