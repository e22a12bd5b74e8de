package io.s22.wiring;

import io.s22.journal.Effect;
import io.s22.journal.Event;
import io.s22.journal.Phase;
import io.s22.plan.Step;
import io.s22.plan.Variables;
import io.s22.run.Task;
import io.s22.run.engine.CompiledPlan;
import io.s22.run.engine.Jobs;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which step of a plan says what is compared with what. */
public final class Comparisons {
  /** The driver's action that compares. */
  public static final String USES = "mariadb.compare";

  private Comparisons() {}

  /**
   * The comparison of a run.
   *
   * @param step whose; the plan's first where null
   * @param lag waits while a replica is further behind, as a plan writes durations; the step's own
   *     where null
   * @return empty where the plan has no such step
   */
  public static Optional<Task> of(
      CompiledPlan plan,
      Event.RunOpened opened,
      String run,
      @Nullable String step,
      @Nullable String lag) {
    return plan.plan().stages().stream()
        .flatMap(stage -> stage.steps().stream())
        .filter(each -> each.uses().equals(USES) && (step == null || step.equals(each.step())))
        .findFirst()
        .map(each -> task(plan, opened, run, each, lag));
  }

  private static Task task(
      CompiledPlan plan, Event.RunOpened opened, String run, Step comparing, @Nullable String lag) {
    Task task =
        new Jobs(plan, new Variables(plan.plan(), opened.variables()), run)
            .of(new Effect(comparing.step(), "", Phase.ACT, 1, 1))
            .task();
    Map<String, Object> with = new HashMap<>(task.with());
    if (lag != null) {
      with.put("max-lag", lag);
    }
    return new Task(task.run(), task.effect(), task.action(), with, "", null, null, null);
  }
}
