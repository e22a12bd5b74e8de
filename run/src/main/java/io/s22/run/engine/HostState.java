package io.s22.run.engine;

import io.s22.journal.Effect;
import io.s22.journal.Outcome;
import io.s22.journal.Phase;
import io.s22.plan.Repeat;
import io.s22.run.RunView.Progress;
import org.jspecify.annotations.Nullable;

/** How far one step is on one host. Instants are milliseconds of the epoch. */
final class HostState {
  final StepState step;
  final int index;
  Progress progress = Progress.WAITING;

  /** The phase that comes next on the way forward; null when there is none or one is under way. */
  @Nullable Phase next;

  long readyAt;

  /** Where it stands on the agenda; null when it does not. */
  Agenda.@Nullable Key key;

  Agenda.@Nullable Queue queue;
  int round = 1;
  int attempt = 1;

  /** The attempt from which retries are counted: later than 1 when a person asked for more. */
  int firstAttempt = 1;

  /** Whether its task has begun, so that it counts against the floors of its services. */
  boolean begun;

  boolean touched;
  long firstAct;

  /** The effect whose intent is in the journal and whose end is not. */
  @Nullable Effect current;

  long since;

  /** What is not known about {@link #current}; null while its driver is at it. */
  @Nullable Doubt doubt;

  /** How {@link #current} ended as people said, until that is in the journal. */
  private @Nullable Outcome verdict;

  /** The set of undos it belongs to; null on the way forward. */
  @Nullable UndoSet undo;

  HostState(StepState step, int index) {
    this.step = step;
    this.index = index;
  }

  @Nullable Outcome verdict() {
    return verdict;
  }

  void setVerdict(@Nullable Outcome outcome) {
    verdict = outcome;
    if (outcome == null) {
      step.stage.verdicts.remove(this);
    } else {
      step.stage.verdicts.add(this);
    }
  }

  String host() {
    return step.unit.hosts.get(index);
  }

  Effect effect(Phase phase) {
    return new Effect(step.unit.name(), host(), phase, round, attempt);
  }

  /** What may be done when nobody can tell what became of {@link #current}. */
  Repeat repeat() {
    Effect effect = current;
    if (effect == null) {
      return Repeat.IDEMPOTENT;
    }
    return switch (effect.phase()) {
      case PRECHECK, VERIFY -> Repeat.IDEMPOTENT;
      case ACT -> step.unit.repeat;
      case UNDO -> step.unit.undoRepeat;
    };
  }

  /** The first phase of a round. */
  Phase firstPhase() {
    return step.unit.step.precheck() == null ? Phase.ACT : Phase.PRECHECK;
  }

  /** What is not known about an effect, and how far finding out is. */
  static final class Doubt {
    /** The next time the driver is asked. */
    long probeAt;

    /** How often the driver could not tell, or lost the reply again. */
    int tries;

    /** It may be carried out, or attached to, under the same key. */
    boolean again;

    /** Why only a person can tell; null while the driver may. */
    @Nullable String forPeople;

    Doubt(long probeAt) {
      this.probeAt = probeAt;
    }
  }
}
