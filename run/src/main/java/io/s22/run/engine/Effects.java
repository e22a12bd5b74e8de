package io.s22.run.engine;

import io.s22.journal.Finding;
import io.s22.journal.Outcome;
import io.s22.plan.Gate;
import io.s22.run.GateAsker;
import java.util.function.Consumer;

/**
 * The engine's hands. Each method returns at once; what came of it is handed to {@code end} once,
 * later or at once, from any thread, or never after {@link #detach}.
 */
public interface Effects {
  /** Carries a task out, or attaches to it. */
  void perform(Jobs.Job job, Consumer<Outcome> end);

  /** Finds out what became of a task. */
  void probe(Jobs.Job job, Consumer<Finding> end);

  /** Asks a gate that is measured. */
  void ask(String run, String subject, Gate gate, Consumer<GateAsker.Reply> end);

  /** Lets go of everything under way, which goes on by itself. */
  void detach();
}
