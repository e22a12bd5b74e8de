@NullMarked
package io.s22.rehearsal.driver;

import org.jspecify.annotations.NullMarked;
