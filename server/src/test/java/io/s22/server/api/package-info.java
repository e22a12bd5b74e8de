@NullMarked
package io.s22.server.api;

import org.jspecify.annotations.NullMarked;
