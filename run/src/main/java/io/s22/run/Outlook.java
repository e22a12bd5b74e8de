package io.s22.run;

import io.s22.journal.Event;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Port to the forecast: what is to be expected of the rest of a run. */
@FunctionalInterface
public interface Outlook {
  /** Expectation at {@code now}, given everything that has happened. Returns within 50 ms. */
  Event.Expected expect(RunView run, Instant now);

  /** Has {@code wake} called, from any thread, when {@link #edition} grew. */
  default void onEdition(Runnable wake) {}

  /** Grows when better answers can be had though nothing happened in the run. */
  default int edition() {
    return 0;
  }

  /** Why the answers rest on less than they should, for the journal; null where they do not. */
  default @Nullable String trouble() {
    return null;
  }
}
