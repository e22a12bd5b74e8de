package io.s22.run.engine;

import io.s22.journal.Effect;
import io.s22.journal.Event;
import io.s22.plan.Gate;

/** Something to be done now. */
public sealed interface Action {
  /** Write this to the journal. */
  record Write(Event event) implements Action {}

  /**
   * Carry the effect out.
   *
   * @param again its intent is in the journal already: it is repeated, or attached to, under the
   *     same key
   */
  record Start(Effect effect, boolean again) implements Action {}

  /** Ask the driver what became of the effect. */
  record Probe(Effect effect) implements Action {}

  /** Ask a gate that is measured. */
  record AskGate(String subject, int place, Gate gate) implements Action {}
}
