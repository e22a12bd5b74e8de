/** What the gateway is told: pools, routes, timed gates; and what each request meets. Pure. */
@NullMarked
package io.s22.traffic.policy;

import org.jspecify.annotations.NullMarked;
