@NullMarked
package io.s22.window.choice;

import org.jspecify.annotations.NullMarked;
