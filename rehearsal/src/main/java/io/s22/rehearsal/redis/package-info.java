/** Real Redis servers on loopback: replication and cluster mode. */
@NullMarked
package io.s22.rehearsal.redis;

import org.jspecify.annotations.NullMarked;
