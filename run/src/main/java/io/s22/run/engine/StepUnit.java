package io.s22.run.engine;

import io.s22.plan.IfFails;
import io.s22.plan.Repeat;
import io.s22.plan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A step of a compiled plan. Filled by {@link CompiledPlan} and not changed afterwards. */
final class StepUnit {
  final int index;
  final Step step;
  final StageUnit stage;

  /** In the order of the plan; one {@code ""} where the step works on S22's own machine. */
  final List<String> hosts;

  /** What the gates of this step are recorded under. */
  final String subject;

  /** What may be done when nobody knows whether its act, and its rollback, were done. */
  final Repeat repeat;

  final Repeat undoRepeat;

  /** P90 of the rollback on one host, in milliseconds; 0 without rollback. */
  final long rollback;

  final int canaries;
  final int batchSize;
  private final Map<String, Integer> places = new HashMap<>();
  final List<StepUnit> after = new ArrayList<>();
  final List<StepUnit> before = new ArrayList<>();

  /** By host: the services whose floor is asked before the step begins there. */
  final List<List<ServiceUnit>> floors = new ArrayList<>();

  StepUnit(int index, Step step, StageUnit stage, Resolved resolved) {
    this.index = index;
    this.step = step;
    this.stage = stage;
    this.hosts = resolved.hosts();
    this.subject = resolved.subject();
    this.repeat = resolved.repeat();
    this.undoRepeat = resolved.undoRepeat();
    this.rollback = resolved.rollback();
    this.canaries = Math.min(step.canary() == null ? 0 : step.canary(), hosts.size());
    if (hosts.size() >= 8) {
      for (int i = 0; i < hosts.size(); i++) {
        places.put(hosts.get(i), i);
      }
    }
    this.batchSize = step.batch() == null ? 1 : step.batch().size(hosts.size());
  }

  /** The place of {@code host}; -1 when the step does not work on it. */
  int hostIndex(String host) {
    return places.isEmpty() ? hosts.indexOf(host) : places.getOrDefault(host, -1);
  }

  /** What had to be looked up for a step. */
  record Resolved(
      List<String> hosts, String subject, Repeat repeat, Repeat undoRepeat, long rollback) {}

  String name() {
    return step.step();
  }

  boolean undoable() {
    return step.rollback() != null;
  }

  int attempts() {
    return step.retry() == null ? 1 : Math.max(1, step.retry().attempts());
  }

  /** The first host, by index, of batch {@code batch}; the number of hosts when there is none. */
  int batchFrom(int batch) {
    return batch <= canaries
        ? batch
        : (int) Math.min(hosts.size(), canaries + (long) (batch - canaries) * batchSize);
  }

  /** Whether the hosts of {@code batch} go forward, back and forward again. */
  boolean isCanary(int host) {
    return host < canaries && undoable();
  }

  IfFails ifFails() {
    return step.ifFails() == null ? IfFails.ROLL_BACK_RUN : step.ifFails();
  }

  @Nullable String crew() {
    return step.crew();
  }
}
