/** One interface over load balancers: S22's own gateway, and HAProxy through its runtime socket. */
@NullMarked
package io.s22.traffic.balancer;

import org.jspecify.annotations.NullMarked;
