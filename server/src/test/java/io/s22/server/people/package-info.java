@NullMarked
package io.s22.server.people;

import org.jspecify.annotations.NullMarked;
