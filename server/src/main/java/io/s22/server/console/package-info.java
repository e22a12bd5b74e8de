/** The console: pages for who is signed in, rendered by the server; forms, and a little script. */
@NullMarked
package io.s22.server.console;

import org.jspecify.annotations.NullMarked;
