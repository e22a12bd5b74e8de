@NullMarked
package io.s22.window.reason;

import org.jspecify.annotations.NullMarked;
