package io.s22.run;

import io.s22.journal.GateAnswer;
import io.s22.plan.Gate;

/** Port to the outside: asks gates that are measured. A gate that asks people is the engine's. */
@FunctionalInterface
public interface GateAsker {
  /**
   * Asks once and returns within the gate's own short limit; an answer that cannot be had is {@link
   * GateAnswer#UNKNOWN}, never an exception.
   *
   * @param run the run's id
   * @param subject the stage or step it stands before
   * @param gate a command, an HTTP address or a metric; variables replaced, references to secrets
   *     not yet
   */
  Reply ask(String run, String subject, Gate gate, Surroundings surroundings)
      throws InterruptedException;

  /**
   * What came back.
   *
   * @param detail one line for the operator: what was measured or why it is not known; no secrets
   */
  record Reply(GateAnswer answer, String detail) {}
}
