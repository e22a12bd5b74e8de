/**
 * The activity curve: how many users are there in each minute of the weeks to come, with bands, by
 * the model that foretold the past weeks best.
 */
@NullMarked
package io.s22.window.curve;

import org.jspecify.annotations.NullMarked;
