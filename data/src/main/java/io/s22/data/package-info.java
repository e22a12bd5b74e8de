/**
 * Looking after data during maintenance: algorithms over JDBC and small ports, without process
 * handling of their own.
 */
@NullMarked
package io.s22.data;

import org.jspecify.annotations.NullMarked;
