@NullMarked
package io.s22.cli.show;

import org.jspecify.annotations.NullMarked;
