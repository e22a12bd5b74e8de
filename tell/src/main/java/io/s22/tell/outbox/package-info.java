/** Notices on their way: kept on disk, sent as journalled steps with leases, counted. */
@NullMarked
package io.s22.tell.outbox;

import org.jspecify.annotations.NullMarked;
