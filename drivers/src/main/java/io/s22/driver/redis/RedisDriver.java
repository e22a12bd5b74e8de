package io.s22.driver.redis;

import io.s22.driver.common.Params;
import io.s22.driver.common.Redaction;
import io.s22.driver.inprocess.InProcess;
import io.s22.driver.inprocess.NodeList;
import io.s22.driver.inprocess.OwnEffects;
import io.s22.journal.Finding;
import io.s22.journal.Outcome;
import io.s22.plan.check.DriverSpec;
import io.s22.run.Driver;
import io.s22.run.Prediction;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import java.util.function.LongSupplier;

/**
 * Redis replication and cluster mode: switch, fail-over, upgrade, samples of keys. Cut off
 * anywhere, an action done again goes on from where it was.
 */
public final class RedisDriver implements Driver {
  /** What the checks know of it. */
  public static final DriverSpec SPEC = RedisSpec.SPEC;

  private final LongSupplier nanos;

  /**
   * @param nanos a clock that only goes forward, in nanoseconds
   */
  public RedisDriver(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Override
  public DriverSpec spec() {
    return RedisSpec.SPEC;
  }

  private RedisActions actions(Task task, Surroundings surroundings, Redaction redaction) {
    Params params =
        Params.of(NodeList.complete(task, RedisSpec.SPEC, surroundings), RedisSpec.SPEC);
    return new RedisActions(task, params, redaction, surroundings, nanos);
  }

  @Override
  public Outcome perform(Task task, Surroundings surroundings) throws InterruptedException {
    Redaction redaction = new Redaction(surroundings.secrets());
    return InProcess.perform(
        task, effects(surroundings), redaction, () -> act(task, surroundings, redaction));
  }

  private String act(Task task, Surroundings surroundings, Redaction redaction)
      throws InterruptedException {
    RedisActions actions = actions(task, surroundings, redaction);
    return NodeList.proof(task).isPresent()
        ? actions.prove(NodeList.proof(task).get())
        : actions.act();
  }

  @Override
  public Finding probe(Task task, Surroundings surroundings) {
    return effects(surroundings).probe(task.key());
  }

  @Override
  public Prediction predict(Task task, Surroundings surroundings) {
    Redaction redaction = new Redaction(surroundings.secrets());
    return InProcess.predict(redaction, () -> actions(task, surroundings, redaction).predict());
  }

  private static OwnEffects effects(Surroundings surroundings) {
    return new OwnEffects(surroundings.home().resolve("effects-redis"));
  }
}
