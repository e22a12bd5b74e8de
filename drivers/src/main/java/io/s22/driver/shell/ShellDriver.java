package io.s22.driver.shell;

import io.s22.driver.command.Effects;
import io.s22.journal.Finding;
import io.s22.journal.Outcome;
import io.s22.plan.Repeat;
import io.s22.plan.check.DriverSpec;
import io.s22.run.Driver;
import io.s22.run.Prediction;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import java.util.List;

/** Commands on S22's own machine: each outlives a killed S22 and is found again. */
public final class ShellDriver implements Driver {
  /** What the checks know of it. */
  public static final DriverSpec SPEC =
      new DriverSpec(
          "shell",
          "Runs a command on S22's own machine.",
          List.of(new DriverSpec.Action("", "Runs a command.", Effects.params(), Repeat.PROBE)));

  private final Effects effects = new Effects(SPEC);

  @Override
  public DriverSpec spec() {
    return SPEC;
  }

  @Override
  public Prediction predict(Task task, Surroundings surroundings) throws InterruptedException {
    return effects.predict(task, surroundings, new LocalMachine(surroundings.home()));
  }

  @Override
  public Outcome perform(Task task, Surroundings surroundings) throws InterruptedException {
    return effects.perform(task, surroundings, new LocalMachine(surroundings.home()));
  }

  @Override
  public Finding probe(Task task, Surroundings surroundings) throws InterruptedException {
    return effects.probe(task, surroundings, new LocalMachine(surroundings.home()));
  }
}
