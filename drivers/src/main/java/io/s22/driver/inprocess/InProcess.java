package io.s22.driver.inprocess;

import io.s22.driver.common.Errors;
import io.s22.driver.common.Redaction;
import io.s22.journal.Outcome;
import io.s22.plan.S22Exception;
import io.s22.run.Prediction;
import io.s22.run.Task;
import java.util.function.Supplier;

/** How the drivers act that work in S22's own process and keep their own record of it. */
public final class InProcess {
  private InProcess() {}

  /** An action, or the look for one of its proofs. */
  @FunctionalInterface
  public interface Act {
    /**
     * Does it.
     *
     * @return what was done or found, for the journal
     * @throws S22Exception when it failed
     */
    String run() throws InterruptedException;
  }

  /**
   * Does {@code act} once for the key of {@code task}, and keeps how it ended in {@code record}.
   */
  public static Outcome perform(Task task, OwnEffects record, Redaction redaction, Act act)
      throws InterruptedException {
    try {
      return record.perform(task.key(), () -> outcome(act, redaction));
    } catch (S22Exception e) {
      return Errors.failed(e, redaction);
    }
  }

  private static Outcome outcome(Act act, Redaction redaction) throws InterruptedException {
    try {
      return new Outcome.Done(redaction.clean(act.run()));
    } catch (S22Exception e) {
      if (Thread.interrupted()) {
        throw new InterruptedException(redaction.clean(Errors.line(e)));
      }
      return Errors.failed(e, redaction);
    }
  }

  /** What {@code forecast} says, or why it cannot say it. */
  public static Prediction predict(Redaction redaction, Supplier<Prediction> forecast) {
    try {
      return forecast.get();
    } catch (S22Exception e) {
      return new Prediction.CannotPredict(redaction.clean(Errors.line(e)));
    }
  }
}
