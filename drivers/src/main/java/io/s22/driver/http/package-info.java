/** Requests over HTTP. */
@NullMarked
package io.s22.driver.http;

import org.jspecify.annotations.NullMarked;
