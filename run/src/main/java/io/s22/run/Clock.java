package io.s22.run;

import java.time.Instant;

/** The one place time comes from; a window of four hours runs in a second of test. */
@FunctionalInterface
public interface Clock {
  /** The present, to the millisecond. */
  Instant now();
}
