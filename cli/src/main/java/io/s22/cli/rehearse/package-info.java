/** A plan carried out on a small real cluster, faster than it will be, and what users got. */
@NullMarked
package io.s22.cli.rehearse;

import org.jspecify.annotations.NullMarked;
