/**
 * The embedded gateway, a process of its own: routes requests to healthy nodes, drains nodes,
 * closes and degrades routes on time, keeps WebSockets. Policy in, state out, over a local control
 * API.
 */
@NullMarked
package io.s22.traffic.gateway;

import org.jspecify.annotations.NullMarked;
