@NullMarked
package io.s22.testkit;

import org.jspecify.annotations.NullMarked;
