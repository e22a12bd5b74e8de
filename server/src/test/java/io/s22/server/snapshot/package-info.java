@NullMarked
package io.s22.server.snapshot;

import org.jspecify.annotations.NullMarked;
