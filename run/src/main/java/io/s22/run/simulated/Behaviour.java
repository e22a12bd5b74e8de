package io.s22.run.simulated;

import io.s22.journal.Outcome;
import io.s22.plan.Gate;
import io.s22.run.GateAsker;
import io.s22.run.engine.Jobs;
import java.time.Duration;

/** How a simulated cluster behaves. */
public interface Behaviour {
  /** How long the job takes and how it ends; the same for the same key, always. */
  Lapse of(Jobs.Job job);

  /** What a gate that is measured answers. */
  GateAsker.Reply answer(String subject, Gate gate);

  /** How something went: after how long, and how it ended. */
  record Lapse(Duration lasts, Outcome outcome) {}
}
