package io.s22.window.choice;

import io.s22.plan.Text;

/**
 * Something a window must keep to.
 *
 * @param name as it is shown: "staff hours", "blackout payment-settlement"
 * @param relax how to give way, {@code %s} standing for how much
 * @param excess by how many minutes a window that begins at a minute breaks it; 0 where it does not
 */
record Limit(Text name, Text relax, Excess excess) {
  /** Minutes by which a window breaks a limit. */
  interface Excess {
    int minutes(int start);
  }
}
