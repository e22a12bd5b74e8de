package io.s22.cli;

import io.s22.journal.RunState;
import java.time.Instant;
import java.util.Locale;

/**
 * One run in a list.
 *
 * @param opened when it was opened
 * @param last when its newest entry was written
 * @param entries how many it has
 */
record RunLine(
    String run, String plan, RunState state, Instant opened, Instant last, long entries) {
  String text() {
    return "%-28s %-14s %-24s opened %s, %d entries"
        .formatted(
            run, state.name().toLowerCase(Locale.ROOT).replace('_', ' '), plan, opened, entries);
  }
}
