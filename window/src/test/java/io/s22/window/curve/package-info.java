@NullMarked
package io.s22.window.curve;

import org.jspecify.annotations.NullMarked;
