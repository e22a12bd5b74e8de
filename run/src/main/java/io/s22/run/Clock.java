package io.s22.run;

import java.time.Duration;
import java.time.Instant;

/** The one place time comes from; a window of four hours runs in a second of test. */
@FunctionalInterface
public interface Clock {
  /** The present, to the millisecond. */
  Instant now();

  /** How long who waits for {@code span} of this clock waits: as long, unless it runs faster. */
  default Duration waiting(Duration span) {
    return span;
  }
}
