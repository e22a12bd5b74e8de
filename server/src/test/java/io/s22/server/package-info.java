@NullMarked
package io.s22.server;

import org.jspecify.annotations.NullMarked;
