package io.s22.rehearsal.binding;

import io.s22.journal.Phase;
import io.s22.plan.Step;
import io.s22.rehearsal.cluster.Cluster;
import io.s22.rehearsal.cluster.Fault;
import io.s22.rehearsal.cluster.ServiceNode;
import io.s22.run.Task;
import io.s22.run.engine.CompiledPlan;
import java.net.http.HttpClient;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong on purpose: a step fails at its verification once it is done, or at its act where
 * it has none. Where it worked on a node of a service, the node can have a real fault from the act
 * on, which users feel until the way back has restarted it.
 */
final class Breakage {
  private final @Nullable Step broken;
  private final @Nullable Fault fault;
  private final Cluster cluster;
  private final HttpClient client;

  Breakage(CompiledPlan plan, Bound.Setup setup) {
    String step = setup.breaks();
    this.broken = step == null ? null : plan.stepNamed(step);
    this.fault = setup.fault();
    this.cluster = setup.cluster();
    this.client = setup.client();
  }

  /** Why {@code task}, which is done, failed on purpose; empty when it did not. */
  Optional<String> of(Task task) {
    Step step = broken;
    if (step == null || !task.effect().step().equals(step.step())) {
      return Optional.empty();
    }
    Optional<ServiceNode> node = fault == null ? Optional.empty() : cluster.node(task.hostName());
    if (fault != null && task.effect().phase() == Phase.ACT) {
      node.ifPresent(each -> each.suffer(fault, client));
    }
    Phase fails = step.verify() == null ? Phase.ACT : Phase.VERIFY;
    return task.effect().phase() == fails ? Optional.of(words(step, node)) : Optional.empty();
  }

  private String words(Step step, Optional<ServiceNode> node) {
    return "broken on purpose (--break "
        + step.step()
        + node.map(
                each -> ":" + String.valueOf(fault) + "): " + each.name() + " really is " + fault)
            .orElse(")");
  }
}
