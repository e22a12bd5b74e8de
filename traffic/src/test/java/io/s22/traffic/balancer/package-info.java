/** Each balancer against the real thing. */
@NullMarked
package io.s22.traffic.balancer;

import org.jspecify.annotations.NullMarked;
