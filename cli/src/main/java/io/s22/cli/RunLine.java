package io.s22.cli;

import io.s22.journal.RunState;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One run in a list.
 *
 * @param opened when it was opened
 * @param last when its newest entry was written
 * @param entries how many it has
 * @param driver the node that drives it now; null when none does
 * @param forsaken whether it has something to do and no node does it
 */
record RunLine(
    String run,
    String plan,
    RunState state,
    Instant opened,
    Instant last,
    long entries,
    @Nullable String driver,
    boolean forsaken) {
  String text() {
    return "%-28s %-14s %-24s opened %s, %d entries%s"
        .formatted(
            run,
            state.name().toLowerCase(Locale.ROOT).replace('_', ' '),
            plan,
            opened,
            entries,
            driven());
  }

  private String driven() {
    if (forsaken) {
      return "; no process drives it: 's22 resume " + run + "' goes on";
    }
    return driver == null ? "" : "; driven by " + driver;
  }
}
