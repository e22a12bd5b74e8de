/** Notices inside the server: its part of sending, and the pages to subscribe on. */
@NullMarked
package io.s22.server.notices;

import org.jspecify.annotations.NullMarked;
