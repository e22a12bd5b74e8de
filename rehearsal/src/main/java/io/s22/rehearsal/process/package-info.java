/** Real servers as child processes that never outlive S22, and where their binaries come from. */
@NullMarked
package io.s22.rehearsal.process;

import org.jspecify.annotations.NullMarked;
