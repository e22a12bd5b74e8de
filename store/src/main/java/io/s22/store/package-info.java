/**
 * Journals, inboxes and leases in a database: SQLite beside one machine's S22. The only writer of a
 * run's journal is the node that holds its lease; every write is fenced on it.
 */
@NullMarked
package io.s22.store;

import org.jspecify.annotations.NullMarked;
