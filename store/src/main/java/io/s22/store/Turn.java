package io.s22.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is with a run that has not ended.
 *
 * @param node the node that holds its lease (machine, process, tag); null while none does
 * @param heartbeat when that node last said that it lives
 * @param due when the run next has something to do; in the past when it has now
 */
public record Turn(@Nullable String node, Instant heartbeat, Instant due) {
  /** The node that drives the run at {@code now}; null when none does, or the one that did died. */
  public @Nullable String driver(Instant now) {
    Instant dead = heartbeat.plus(Timing.USUAL.heartbeat().multipliedBy(Timing.MISSED));
    return dead.isAfter(now) ? node : null;
  }

  /** Whether, at {@code now}, the run has something to do and nobody does it. */
  public boolean forsaken(Instant now) {
    return driver(now) == null && (node != null || !due.isAfter(now));
  }
}
