/** The small real cluster on which plans are rehearsed, made from what a plan says of its own. */
@NullMarked
package io.s22.rehearsal.cluster;

import org.jspecify.annotations.NullMarked;
