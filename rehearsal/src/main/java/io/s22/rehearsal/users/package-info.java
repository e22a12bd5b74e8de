/**
 * Simulated users: they come at their own times, whether the service answers or not (open loop),
 * and a wait is counted from when the user wanted to begin (no coordinated omission; Tene 2013).
 */
@NullMarked
package io.s22.rehearsal.users;

import org.jspecify.annotations.NullMarked;
