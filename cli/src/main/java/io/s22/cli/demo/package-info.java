/** The demo: what S22 shows a person who has a minute. */
@NullMarked
package io.s22.cli.demo;

import org.jspecify.annotations.NullMarked;
