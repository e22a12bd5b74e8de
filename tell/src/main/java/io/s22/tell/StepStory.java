package io.s22.tell;

import io.s22.journal.Effect;
import io.s22.journal.Outcome;
import io.s22.journal.Phase;
import io.s22.plan.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a journal tells of one step: how far it is, and when it acted where. */
final class StepStory {
  /**
   * One stretch in which the step acted on a host, forward or back.
   *
   * @param to null while it does
   * @param came whether it came through; false while it lasts
   */
  record Act(String host, Instant from, @Nullable Instant to, boolean back, boolean came) {}

  final Step step;
  private final List<String> hosts;
  private final Map<String, Progress> byHost = new HashMap<>();

  /** How many hosts are how far: asked at every entry, of steps on thousands of hosts. */
  private final Map<Progress, Integer> counts = new EnumMap<>(Progress.class);

  private final Map<String, Effect> current = new HashMap<>();
  private final Map<String, Integer> open = new HashMap<>();
  private final List<Act> acts = new ArrayList<>();
  private boolean failing;
  private boolean skipped;
  @Nullable Instant started;
  private @Nullable Instant lastEnd;

  /**
   * @param hosts the hosts it works on; one without a name for S22's own machine
   */
  StepStory(Step step, List<String> hosts) {
    this.step = step;
    this.hosts = hosts;
  }

  void began(Effect effect, Instant at) {
    started = started == null ? at : started;
    current.put(effect.host(), effect);
    boolean back = effect.phase() == Phase.UNDO;
    is(effect.host(), back && !provesTheWayBack(effect) ? Progress.UNDOING : Progress.RUNNING);
    if (back || effect.phase() == Phase.ACT) {
      open.put(effect.host(), acts.size());
      acts.add(new Act(effect.host(), at, null, back && !provesTheWayBack(effect), false));
    }
  }

  void ended(Effect effect, Outcome outcome, Instant at) {
    if (outcome instanceof Outcome.Unknown) {
      return;
    }
    lastEnd = at;
    current.remove(effect.host());
    Integer act = open.remove(effect.host());
    if (act != null) {
      Act old = acts.get(act);
      boolean came = outcome instanceof Outcome.Done;
      acts.set(act, new Act(old.host(), old.from(), at, old.back(), came));
    }
    is(effect.host(), after(effect, outcome));
  }

  private void is(String host, Progress progress) {
    Progress before = byHost.put(host, progress);
    if (before != null) {
      counts.merge(before, -1, Integer::sum);
    }
    counts.merge(progress, 1, Integer::sum);
  }

  private int count(Progress progress) {
    return counts.getOrDefault(progress, 0);
  }

  void skipped(Instant at) {
    skipped = started == null;
    lastEnd = at;
  }

  private Progress after(Effect effect, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> afterDone(effect);
      case Outcome.Refused refused -> failed();
      case Outcome.Failed failed ->
          effect.attempt() < attempts() && effect.phase() != Phase.UNDO
              ? Progress.RUNNING
              : failed();
      case Outcome.Unknown unknown -> Progress.RUNNING;
    };
  }

  private Progress failed() {
    failing = true;
    return Progress.FAILED;
  }

  private Progress afterDone(Effect effect) {
    return switch (effect.phase()) {
      case PRECHECK -> Progress.RUNNING;
      case ACT -> step.verify() == null ? forwardEnd(effect) : Progress.RUNNING;
      case VERIFY -> forwardEnd(effect);
      case UNDO -> provesTheWayBack(effect) ? Progress.RUNNING : Progress.UNDONE;
    };
  }

  /** A canary host goes forward, back and forward again: the first way forward is not its end. */
  private Progress forwardEnd(Effect effect) {
    return isCanary(effect.host()) && effect.round() == 1 ? Progress.RUNNING : Progress.DONE;
  }

  private boolean provesTheWayBack(Effect effect) {
    return !failing && isCanary(effect.host()) && effect.round() == 1;
  }

  private boolean isCanary(String host) {
    Integer canary = step.canary();
    int index = canary == null || step.rollback() == null ? -1 : hosts.indexOf(host);
    return canary != null && index >= 0 && index < canary;
  }

  private int attempts() {
    return step.retry() == null ? 1 : step.retry().attempts();
  }

  int hosts() {
    return hosts.size();
  }

  int done() {
    return count(Progress.DONE);
  }

  /** Whether only a verification is under way. */
  boolean verifying() {
    return !current.isEmpty()
        && current.values().stream().allMatch(effect -> effect.phase() == Phase.VERIFY);
  }

  List<Act> acts() {
    return List.copyOf(acts);
  }

  Progress progress() {
    if (skipped) {
      return Progress.SKIPPED;
    }
    for (Progress telling : List.of(Progress.UNDOING, Progress.RUNNING)) {
      if (count(telling) > 0) {
        return telling;
      }
    }
    if (count(Progress.UNDONE) > 0) {
      return Progress.UNDONE;
    }
    if (failing && count(Progress.FAILED) > 0) {
      return Progress.FAILED;
    }
    return byHost.isEmpty()
        ? Progress.WAITING
        : done() == hosts.size() ? Progress.DONE : Progress.RUNNING;
  }

  /** When it ended; null while it has not. */
  @Nullable Instant ended() {
    return progress().over() ? lastEnd : null;
  }
}
