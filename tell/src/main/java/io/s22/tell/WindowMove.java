package io.s22.tell;

import java.time.Instant;

/**
 * A window that was moved.
 *
 * @param at when it was decided
 */
public record WindowMove(
    Instant at, Instant oldOpens, Instant oldCloses, Instant opens, Instant closes) {}
