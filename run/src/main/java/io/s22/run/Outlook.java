package io.s22.run;

import io.s22.journal.Event;
import java.time.Instant;

/** Port to the forecast: what is to be expected of the rest of a run. */
@FunctionalInterface
public interface Outlook {
  /** Expectation at {@code now}, given everything that has happened. Returns within 50 ms. */
  Event.Expected expect(RunView run, Instant now);
}
