@NullMarked
package io.s22.server.notices;

import org.jspecify.annotations.NullMarked;
