/** A settlement for people and programs: a table, JSON, CSV, and one statement a customer. */
@NullMarked
package io.s22.settle.show;

import org.jspecify.annotations.NullMarked;
