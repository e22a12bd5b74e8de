@NullMarked
package io.s22.store;

import org.jspecify.annotations.NullMarked;
