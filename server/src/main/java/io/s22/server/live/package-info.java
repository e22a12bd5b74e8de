/** Changes as they happen: to viewers by WebSocket, server-sent events and polling. */
@NullMarked
package io.s22.server.live;

import org.jspecify.annotations.NullMarked;
