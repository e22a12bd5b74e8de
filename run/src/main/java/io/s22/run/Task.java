package io.s22.run;

import io.s22.journal.Effect;
import io.s22.plan.Host;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One effect, ready for its driver.
 *
 * @param run the run's id; with {@code effect} it names the effect in the whole world
 * @param effect which effect
 * @param action the driver's action, {@code ""} for its only one
 * @param with the parameters: {@code String}, {@code List} or {@code Map} of these; variables
 *     replaced, references to secrets not yet
 * @param hostName where; {@code ""} for S22's own machine
 * @param host how to reach it; null for S22's own machine
 * @param timeout after which it is stopped and failed; null for none
 * @param undoes the parameters of the step this task undoes; null unless the phase is UNDO
 */
public record Task(
    String run,
    Effect effect,
    String action,
    Map<String, Object> with,
    String hostName,
    @Nullable Host host,
    @Nullable Duration timeout,
    @Nullable Map<String, Object> undoes) {

  /** The effect's name in the whole world: {@code run/step@host/phase/round.attempt}. */
  public String key() {
    return run + "/" + effect;
  }
}
