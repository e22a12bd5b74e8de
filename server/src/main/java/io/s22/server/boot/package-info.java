/** The wiring: starts the server, and is the one place where real time comes from. */
@NullMarked
package io.s22.server.boot;

import org.jspecify.annotations.NullMarked;
