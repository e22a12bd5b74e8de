@NullMarked
package io.s22.window.traffic;

import org.jspecify.annotations.NullMarked;
