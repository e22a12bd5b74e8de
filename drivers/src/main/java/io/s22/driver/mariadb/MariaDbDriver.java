package io.s22.driver.mariadb;

import io.s22.data.backup.ScratchServers;
import io.s22.driver.common.Redaction;
import io.s22.driver.inprocess.InProcess;
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
 * MariaDB replication: switch-over, fail-over, rejoining, upgrade, backup with proof, comparison.
 * Cut off anywhere, an action done again goes on from where it was.
 */
public final class MariaDbDriver implements Driver {
  /** What the checks know of it. */
  public static final DriverSpec SPEC = MariaDbSpec.SPEC;

  private final ScratchServers scratches;
  private final LongSupplier nanos;

  /**
   * @param scratches where backups are tried when the plan names no server for it
   * @param nanos a clock that only goes forward, in nanoseconds
   */
  public MariaDbDriver(ScratchServers scratches, LongSupplier nanos) {
    this.scratches = scratches;
    this.nanos = nanos;
  }

  @Override
  public DriverSpec spec() {
    return MariaDbSpec.SPEC;
  }

  @Override
  public Outcome perform(Task task, Surroundings surroundings) throws InterruptedException {
    Redaction redaction = new Redaction(surroundings.secrets());
    return InProcess.perform(
        task, effects(surroundings), redaction, () -> act(task, surroundings, redaction));
  }

  private String act(Task task, Surroundings surroundings, Redaction redaction)
      throws InterruptedException {
    Call call = Call.of(task, surroundings, redaction);
    Actions actions = new Actions(call, scratches, nanos);
    return call.proof().isPresent() ? actions.prove(call.proof().get()) : actions.act();
  }

  @Override
  public Finding probe(Task task, Surroundings surroundings) {
    return effects(surroundings).probe(task.key());
  }

  @Override
  public Prediction predict(Task task, Surroundings surroundings) {
    Redaction redaction = new Redaction(surroundings.secrets());
    return InProcess.predict(
        redaction, () -> new Forecaster(Call.of(task, surroundings, redaction)).predict());
  }

  private static OwnEffects effects(Surroundings surroundings) {
    return new OwnEffects(surroundings.home().resolve("effects-mariadb"));
  }
}
