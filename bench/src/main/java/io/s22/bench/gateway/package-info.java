/** The gateway beside HAProxy and nginx, and the proofs of what it promises. */
@NullMarked
package io.s22.bench.gateway;

import org.jspecify.annotations.NullMarked;
