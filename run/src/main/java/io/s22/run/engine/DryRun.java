package io.s22.run.engine;

import io.s22.journal.Effect;
import io.s22.journal.Phase;
import io.s22.plan.S22Exception;
import io.s22.plan.Variables;
import io.s22.run.Driver;
import io.s22.run.Prediction;
import io.s22.run.Surroundings;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a run would change, step by step and host by host, without changing anything. */
public final class DryRun {
  private final CompiledPlan plan;
  private final Jobs jobs;
  private final Function<String, @Nullable Driver> drivers;
  private final Surroundings surroundings;

  /**
   * @param host {@code ""} for S22's own machine
   */
  public record Line(String stage, String step, String host, Prediction prediction) {}

  /**
   * @param given variables in place of the plan's
   * @param drivers by name; null for one that is not there
   */
  public DryRun(
      CompiledPlan plan,
      Map<String, String> given,
      Function<String, @Nullable Driver> drivers,
      Surroundings surroundings) {
    this.plan = plan;
    this.jobs = new Jobs(plan, new Variables(plan.plan(), given), "dry-run");
    this.drivers = drivers;
    this.surroundings = surroundings;
  }

  /** Asks the drivers, in the order of the plan, and hands each answer on as it comes. */
  public void run(Consumer<Line> reader) throws InterruptedException {
    for (StepUnit step : plan.steps()) {
      for (String host : step.hosts) {
        reader.accept(new Line(step.stage.name(), step.name(), host, predict(step, host)));
      }
    }
  }

  private Prediction predict(StepUnit step, String host) throws InterruptedException {
    if (step.step.uses().equals(Approvals.DRIVER)) {
      return new Prediction.CannotPredict("people decide");
    }
    try {
      Jobs.Job job = jobs.of(new Effect(step.name(), host, Phase.ACT, 1, 1));
      Driver driver = drivers.apply(job.driver());
      return driver == null
          ? new Prediction.CannotPredict("there is no driver " + job.driver())
          : driver.predict(job.task(), surroundings);
    } catch (S22Exception | IllegalArgumentException e) {
      String why = surroundings.secrets().redact(String.valueOf(e.getMessage()));
      return new Prediction.CannotPredict(why);
    }
  }
}
