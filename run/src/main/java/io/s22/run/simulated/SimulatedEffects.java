package io.s22.run.simulated;

import io.s22.journal.Finding;
import io.s22.journal.Outcome;
import io.s22.plan.Gate;
import io.s22.run.GateAsker;
import io.s22.run.engine.Effects;
import io.s22.run.engine.Jobs;
import java.util.function.Consumer;

/** Effects on a cluster that is not there, in virtual time. */
final class SimulatedEffects implements Effects {
  private final SimulatedTime time;
  private final Behaviour behaviour;

  SimulatedEffects(SimulatedTime time, Behaviour behaviour) {
    this.time = time;
    this.behaviour = behaviour;
  }

  @Override
  public void perform(Jobs.Job job, Consumer<Outcome> end) {
    Behaviour.Lapse lapse = behaviour.of(job);
    time.at(time.now().plus(lapse.lasts()), () -> end.accept(lapse.outcome()));
  }

  @Override
  public void probe(Jobs.Job job, Consumer<Finding> end) {
    end.accept(new Finding.CannotTell("simulated: nothing is left of a simulation"));
  }

  @Override
  public void ask(String run, String subject, Gate gate, Consumer<GateAsker.Reply> end) {
    end.accept(behaviour.answer(subject, gate));
  }

  @Override
  public void detach() {
    // nothing of it goes on without the simulation
  }
}
