/**
 * The public page: HTML of at most 50 KB that needs no script, cut into regions so that a change
 * costs only what changed.
 */
@NullMarked
package io.s22.tell.page;

import org.jspecify.annotations.NullMarked;
