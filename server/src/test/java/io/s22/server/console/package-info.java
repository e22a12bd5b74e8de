@NullMarked
package io.s22.server.console;

import org.jspecify.annotations.NullMarked;
