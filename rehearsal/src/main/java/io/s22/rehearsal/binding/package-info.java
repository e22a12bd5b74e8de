/** What each step of a plan is bound to in its rehearsal: a real driver on the cluster, or not. */
@NullMarked
package io.s22.rehearsal.binding;

import org.jspecify.annotations.NullMarked;
