/** Commands on S22's own machine. */
@NullMarked
package io.s22.driver.shell;

import org.jspecify.annotations.NullMarked;
