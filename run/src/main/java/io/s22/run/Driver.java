package io.s22.run;

import io.s22.journal.Finding;
import io.s22.journal.Outcome;
import io.s22.plan.check.DriverSpec;

/**
 * A technology S22 can act on. Every driver passes {@code DriverContract} of the testkit.
 *
 * <p>Laws: {@link #perform} under a key that is already under way or ended, by whichever process,
 * attaches to it and never begins a second one, wherever the technology allows it; it returns an
 * outcome for everything that goes wrong outside and throws only for defects; a reply that was lost
 * is {@link Outcome.Unknown}; it can be interrupted, which detaches S22 and leaves the effect
 * running; no secret is in any text it returns.
 */
public interface Driver {
  /** Its name, actions and their parameters: what the checks and the schema know of it. */
  DriverSpec spec();

  /** What {@link #perform} would do, without doing it. */
  Prediction predict(Task task, Surroundings surroundings) throws InterruptedException;

  /** Carries the effect out, or attaches to it, and waits for its end. */
  Outcome perform(Task task, Surroundings surroundings) throws InterruptedException;

  /** Finds out what became of the effect. */
  Finding probe(Task task, Surroundings surroundings) throws InterruptedException;
}
