package io.s22.journal;

import java.time.Instant;

/**
 * One line of the journal.
 *
 * @param run the run's id
 * @param seq counted from 1 within the run, without gaps
 * @param at when it was written, in UTC, to the millisecond
 * @param by the person or node that wrote it
 * @param previous the hash of the entry before, 64 zeros for the first
 * @param hash SHA-256 over the canonical JSON of all the other fields, hex
 */
public record Entry(
    String run, long seq, Instant at, String by, Event event, String previous, String hash) {}
