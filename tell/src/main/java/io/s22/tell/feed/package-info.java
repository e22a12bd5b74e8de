/** The status as Atom, RSS, iCalendar, schema.org events and badges. */
@NullMarked
package io.s22.tell.feed;

import org.jspecify.annotations.NullMarked;
