package io.s22.testkit;

import io.s22.journal.Effect;
import io.s22.journal.Phase;
import io.s22.plan.Host;
import io.s22.run.Task;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task in the making: everything but its step and parameters is as tests mostly want it.
 *
 * @param hostName {@code ""} for S22's own machine
 */
public record TaskDraft(
    String step,
    String action,
    Map<String, Object> with,
    String hostName,
    @Nullable Host host,
    @Nullable Duration timeout,
    int attempt) {

  /** A task on S22's own machine, without a timeout. */
  public static TaskDraft of(String step, Map<String, Object> with) {
    return new TaskDraft(step, "", with, "", null, null, 1);
  }

  public TaskDraft action(String name) {
    return new TaskDraft(step, name, with, hostName, host, timeout, attempt);
  }

  public TaskDraft on(String name, Host machine) {
    return new TaskDraft(step, action, with, name, machine, timeout, attempt);
  }

  public TaskDraft within(Duration limit) {
    return new TaskDraft(step, action, with, hostName, host, limit, attempt);
  }

  public TaskDraft attempt(int number) {
    return new TaskDraft(step, action, with, hostName, host, timeout, number);
  }

  public Task task() {
    Effect effect = new Effect(step, hostName, Phase.ACT, 1, attempt);
    return new Task("run-1", effect, action, with, hostName, host, timeout, null);
  }
}
