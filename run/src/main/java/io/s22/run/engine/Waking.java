package io.s22.run.engine;

import io.s22.journal.Event;
import io.s22.journal.RunState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a run is to be looked at again though nothing happened. */
final class Waking {
  private final long now;
  private long next = Long.MAX_VALUE;

  private Waking(Instant now) {
    this.now = now.toEpochMilli();
  }

  static @Nullable Instant next(RunFold run, Instant now) {
    if (run.state.ended()) {
      return null;
    }
    Waking waking = new Waking(now);
    waking.collect(run);
    return waking.next == Long.MAX_VALUE ? null : Instant.ofEpochMilli(waking.next);
  }

  private void collect(RunFold run) {
    for (Event.Asked asked : run.people.open.values()) {
      if (asked.deadline() != null) {
        at(asked.deadline().toEpochMilli());
      }
    }
    for (HostState host : run.doubts.open) {
      if (host.doubt != null) {
        at(host.doubt.probeAt);
      }
    }
    switch (run.state) {
      case WAITING -> {
        at(run.opens);
        at(run.closes);
      }
      case RUNNING, PAUSING, ASKING -> onTheWay(run);
      case PAUSED, ROLLING_BACK, DONE, PARTLY_DONE, ROLLED_BACK, ABORTED, STUCK -> {}
    }
  }

  private void onTheWay(RunFold run) {
    if (TurningPoint.undecided(run)) {
      at(TurningPoint.asksAt(run));
      at(TurningPoint.millis(run));
    }
    at(run.lastEnd);
    at(run.agenda.next(now));
    GateRow gate = run.gates.higher(GateRow.until(Instant.ofEpochMilli(now)));
    if (gate != null) {
      at(gate.askAt);
    }
    for (Crews.Crew crew : run.crews.all()) {
      crew.granted().forEach(step -> at(step.readyAt));
    }
    if (run.state == RunState.ASKING) {
      at(run.closes);
    }
  }

  private void at(long instant) {
    if (instant > now) {
      next = Math.min(next, instant);
    }
  }
}
