package io.s22.run.engine;

import io.s22.journal.Effect;
import io.s22.journal.Phase;
import io.s22.plan.Gate;
import io.s22.plan.Host;
import io.s22.plan.Invocation;
import io.s22.plan.Mark;
import io.s22.plan.S22Exception;
import io.s22.plan.Step;
import io.s22.plan.Variables;
import io.s22.run.Task;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns effects into tasks for drivers: parameters with variables replaced, host, timeout. */
public final class Jobs {
  private final CompiledPlan plan;
  private final Variables variables;
  private final String run;

  public Jobs(CompiledPlan plan, Variables variables, String run) {
    this.plan = plan;
    this.variables = variables;
    this.run = run;
  }

  /** A task and the driver it is for. */
  public record Job(String driver, Task task) {}

  /**
   * The job behind {@code effect}.
   *
   * @throws S22Exception S22-4001 for an effect of no step; what {@link Variables} throws
   */
  public Job of(Effect effect) {
    StepUnit unit = plan.step(effect.step());
    if (unit == null) {
      throw new S22Exception(
          "S22-4001", effect + " belongs to no step of the plan", "restore the journal's own plan");
    }
    Step step = unit.step;
    Map<String, Object> own = variables.replace(step.with());
    if (effect.phase() == Phase.ACT) {
      return job(effect, step.uses(), own, step, null);
    }
    Invocation invocation = Doubts.invocation(step, effect.phase());
    if (invocation == null) {
      throw new S22Exception("S22-4001", effect + " is not in the plan", "restore the journal");
    }
    Map<String, Object> with = variables.replace(invocation.with());
    if (invocation.uses() == null && with.containsKey(Invocation.PROOF)) {
      return job(effect, step.uses(), proof(own, with), step, null);
    }
    String uses = invocation.uses() == null ? step.uses() : invocation.uses();
    return job(effect, uses, with, step, effect.phase() == Phase.UNDO ? own : null);
  }

  /** A proof the step's own driver knows: the step's parameters, and which proof. */
  private static Map<String, Object> proof(Map<String, Object> own, Map<String, Object> with) {
    Map<String, Object> both = new HashMap<>(own);
    both.putAll(with);
    return both;
  }

  private Job job(
      Effect effect,
      String uses,
      Map<String, Object> with,
      Step step,
      @Nullable Map<String, Object> undoes) {
    int dot = uses.indexOf('.');
    String driver = dot < 0 ? uses : uses.substring(0, dot);
    String action = dot < 0 ? "" : uses.substring(dot + 1);
    Host host = plan.plan().cluster().hosts().get(effect.host());
    Task task =
        new Task(
            run,
            effect,
            action,
            with,
            effect.host(),
            host,
            Doubts.timeout(step, effect.phase()),
            undoes);
    return new Job(driver, task);
  }

  /** {@code gate} with its variables replaced. */
  public Gate resolved(Gate gate) {
    return new Gate(
        gate.at(),
        gate.gate(),
        replaced(gate.command(), gate),
        replaced(gate.http(), gate),
        replaced(gate.metric(), gate),
        replaced(gate.from(), gate),
        gate.approval(),
        gate.within(),
        gate.otherwise(),
        gate.takes(),
        gate.ifUnknown(),
        gate.refuses());
  }

  private @Nullable String replaced(@Nullable String text, Gate gate) {
    Mark at = gate.at().start();
    return text == null ? null : variables.replace(text, at);
  }
}
