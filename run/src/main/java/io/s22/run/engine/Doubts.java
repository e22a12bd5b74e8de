package io.s22.run.engine;

import io.s22.journal.Effect;
import io.s22.journal.Finding;
import io.s22.journal.Outcome;
import io.s22.journal.Phase;
import io.s22.plan.Invocation;
import io.s22.plan.Repeat;
import io.s22.plan.Step;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Effects whose end is not known: the driver is asked first, then the plan, then people. */
final class Doubts {
  /** How often a driver that cannot tell is asked; the waits between add up to about a minute. */
  static final int TRIES = 6;

  private static final long FIRST_WAIT = 1_000;

  /** How long after its timeout an effect that still runs is left to its driver. */
  private static final long GRACE = Duration.ofMinutes(1).toMillis();

  final Set<HostState> open = new LinkedHashSet<>();
  private final RunFold fold;

  Doubts(RunFold fold) {
    this.fold = fold;
  }

  /** The reply of {@code host}'s effect was lost, not for the first time perhaps. */
  void add(HostState host, long at) {
    HostState.Doubt doubt = host.doubt;
    if (doubt == null) {
      host.doubt = new HostState.Doubt(at);
      open.add(host);
    } else {
      doubt.again = false;
      tryAgain(host, doubt, "its reply was lost again and again", at);
    }
  }

  /** Another process drove the run before: nothing it had under way is known to this one. */
  void restart(long at) {
    for (HostState host : fold.inFlight) {
      if (!fold.people.isApproval(host)) {
        host.doubt = new HostState.Doubt(at);
        open.add(host);
      }
    }
  }

  void clear(HostState host) {
    if (open.remove(host)) {
      host.doubt = null;
    }
    host.setVerdict(null);
  }

  void found(HostState host, Finding finding, long at) {
    HostState.Doubt doubt = host.doubt;
    Effect effect = host.current;
    if (doubt == null || effect == null) {
      return;
    }
    switch (finding) {
      case Finding.NotStarted none -> notStarted(host, doubt, effect);
      case Finding.Running running -> running(host, doubt, effect, at);
      case Finding.Ended(Outcome outcome) -> {
        if (outcome instanceof Outcome.Unknown(String reason)) {
          tryAgain(host, doubt, reason, at);
        }
      }
      case Finding.CannotTell(String reason) -> tryAgain(host, doubt, reason, at);
    }
  }

  private void notStarted(HostState host, HostState.Doubt doubt, Effect effect) {
    if (host.repeat() == Repeat.MANUAL) {
      doubt.forPeople = "its driver says that it never began, and the plan says: manual";
    } else if (fold.goingBack && effect.phase() != Phase.UNDO) {
      host.setVerdict(new Outcome.Refused("it never began, and the run goes back"));
    } else {
      doubt.again = true;
    }
  }

  private void running(HostState host, HostState.Doubt doubt, Effect effect, long at) {
    Duration timeout = timeout(host.step.unit.step, effect.phase());
    if (timeout != null && at > host.since + timeout.toMillis() + GRACE) {
      doubt.forPeople = "it still runs though its timeout is long over";
    } else {
      doubt.again = true;
    }
  }

  private void tryAgain(HostState host, HostState.Doubt doubt, String reason, long at) {
    doubt.tries++;
    if (doubt.tries < TRIES) {
      doubt.probeAt = at + (FIRST_WAIT << doubt.tries);
    } else {
      giveUp(host, doubt, reason);
    }
  }

  private void giveUp(HostState host, HostState.Doubt doubt, String reason) {
    boolean forward = host.current != null && host.current.phase() != Phase.UNDO;
    switch (host.repeat()) {
      case IDEMPOTENT -> {
        if (fold.goingBack && forward) {
          host.setVerdict(new Outcome.Failed("not known how it ended, and the run goes back"));
        } else if (doubt.tries > TRIES) {
          doubt.forPeople = reason;
        } else {
          doubt.again = true;
        }
      }
      case PROBE, MANUAL -> doubt.forPeople = reason;
    }
  }

  /** The timeout of {@code phase}; null where the plan sets none. */
  static @Nullable Duration timeout(Step step, Phase phase) {
    Invocation invocation = invocation(step, phase);
    return phase == Phase.ACT ? step.timeout() : invocation == null ? null : invocation.timeout();
  }

  /** What a step invokes in a phase other than its act. */
  static @Nullable Invocation invocation(Step step, Phase phase) {
    return switch (phase) {
      case PRECHECK -> step.precheck();
      case ACT -> null;
      case VERIFY -> step.verify();
      case UNDO -> step.rollback();
    };
  }
}
