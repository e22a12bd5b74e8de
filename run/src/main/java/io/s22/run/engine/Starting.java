package io.s22.run.engine;

import io.s22.journal.Effect;
import io.s22.journal.Event;
import io.s22.journal.Outcome;
import io.s22.journal.Phase;
import io.s22.journal.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What may begin now. */
final class Starting {
  private static final Comparator<Agenda.Source> BY_READINESS =
      Comparator.comparing(source -> Agenda.Key.of(source.head()));

  private final RunFold run;
  private final Instant now;
  private final List<Action> actions = new ArrayList<>();
  private final Claims claims = new Claims();
  private final boolean admits;
  private boolean crosses;
  private @Nullable HostState blocked;
  private @Nullable ServiceUnit floor;

  Starting(RunFold run, Instant now) {
    this.run = run;
    this.now = now;
    this.admits = Landing.admitsSteps(run);
  }

  List<Action> actions() {
    if (run.state.ended() || run.state == RunState.WAITING || run.state == RunState.PAUSED) {
      return actions;
    }
    run.doubts.open.forEach(this::doubt);
    if (run.stuckBecause != null) {
      return actions;
    }
    goBack();
    if (!run.goingBack && run.rollBackBecause == null) {
      goForward();
    }
    return actions;
  }

  private void doubt(HostState host) {
    HostState.Doubt doubt = host.doubt;
    Effect effect = host.current;
    if (doubt == null || effect == null || doubt.forPeople != null || host.verdict() != null) {
      return;
    }
    if (doubt.again) {
      actions.add(new Action.Start(effect, true));
    } else if (now.toEpochMilli() >= doubt.probeAt) {
      actions.add(new Action.Probe(effect));
    }
  }

  private void goBack() {
    if (run.runUndo != null && run.state == RunState.ROLLING_BACK) {
      undo(run.runUndo);
    } else if (!run.goingBack && UndoSet.goesOnIn(run.state)) {
      run.undoing.forEach(this::undo);
    }
  }

  private void undo(UndoSet set) {
    HostState host = set.current();
    if (host != null && host.current == null) {
      actions.add(new Action.Start(host.effect(Phase.UNDO), false));
    }
  }

  private void goForward() {
    inOrder();
    if (crosses) {
      cross();
    }
    if (admits) {
      run.gates.headSet(GateRow.until(now), true).forEach(this::gate);
    }
    if (actions.isEmpty() && blocked != null && floor != null && nothingElse()) {
      refuse(blocked, floor);
    }
  }

  private boolean begins() {
    return run.state == RunState.RUNNING || run.state == RunState.PAUSING;
  }

  /** All that is ready, in the order in which it became so. */
  private void inOrder() {
    PriorityQueue<Agenda.Source> sources = new PriorityQueue<>(BY_READINESS);
    sources.addAll(run.agenda.ready(now.toEpochMilli()));
    for (Crews.Crew crew : run.crews.all()) {
      for (StepState step : crew.granted()) {
        if (step.readyAt <= now.toEpochMilli()) {
          sources.add(new Agenda.Source(first(step).iterator(), null));
        }
      }
    }
    while (!sources.isEmpty()) {
      Agenda.Source source = sources.remove();
      ServiceUnit asks = source.asks;
      if (asks != null && !run.capacity.hasRoom(asks, claims)) {
        block(source.head(), asks);
      } else {
        take(source.head());
        if (source.advance()) {
          sources.add(source);
        }
      }
    }
  }

  private void take(HostState host) {
    if (host.begun) {
      start(host);
    } else if (host.step.started == StepState.NEVER ? admits : begins()) {
      begin(host);
    }
  }

  private void block(HostState host, ServiceUnit service) {
    if (blocked == null) {
      blocked = host;
      floor = service;
    }
  }

  private static List<HostState> first(StepState step) {
    return step.hosts.subList(0, step.unit.batchFrom(1));
  }

  private void begin(HostState host) {
    StepUnit unit = host.step.unit;
    List<ServiceUnit> floors = unit.floors.get(host.index);
    ServiceUnit broken = run.capacity.broken(floors, host.host(), claims);
    if (broken != null) {
      block(host, broken);
      return;
    }
    if (TurningPoint.undecided(run) && unit.rollback > 0 && wouldCross(unit)) {
      crosses = true;
      return;
    }
    claims.take(floors, host.host(), run.capacity);
    if (host.firstPhase() == Phase.ACT) {
      claims.reserve += unit.rollback;
    }
    start(host);
  }

  private boolean wouldCross(StepUnit unit) {
    return TurningPoint.millis(run) - claims.reserve - unit.rollback < now.toEpochMilli();
  }

  private void start(HostState host) {
    Phase phase = host.next == null ? host.firstPhase() : host.next;
    Effect effect = host.effect(phase);
    if (Approvals.isStep(run, host.step.unit, phase)) {
      actions.add(new Action.Write(new Event.Intent(effect)));
      actions.add(new Action.Write(Approvals.step(run, host, effect, now)));
    } else {
      actions.add(new Action.Start(effect, false));
    }
  }

  /** People decide about the point of no return; a default that turns back stops all the rest. */
  private void cross() {
    List<Event> asks = TurningPoint.crossed(run, now);
    if (asks.stream().anyMatch(Event.Decided.class::isInstance)) {
      actions.clear();
    }
    asks.forEach(event -> actions.add(new Action.Write(event)));
  }

  private void gate(GateRow row) {
    if (row.said != null) {
      return;
    }
    if (row.gate().approval() == null) {
      actions.add(new Action.AskGate(row.subject, row.at, row.gate()));
    } else if (!run.people.open.containsKey(row.question())) {
      actions.add(new Action.Write(Approvals.gate(run, row, now)));
    }
  }

  /** Whether nothing is under way, waited for or asked that could free a host. */
  private boolean nothingElse() {
    boolean later = run.agenda.next(now.toEpochMilli()) != Long.MAX_VALUE;
    boolean queued =
        run.crews.all().stream()
            .anyMatch(c -> !c.queue.isEmpty() && c.queue.last().readyAt > now.toEpochMilli());
    return run.state == RunState.RUNNING
        && run.inFlight.isEmpty()
        && run.undoing.isEmpty()
        && run.gates.isEmpty()
        && run.people.open.isEmpty()
        && !crosses
        && !later
        && !queued;
  }

  private void refuse(HostState host, ServiceUnit service) {
    String reason =
        "%s has %d hosts in and needs %d: nothing is left that could bring one back"
            .formatted(service.name(), run.capacity.in(service), service.floor());
    Effect effect = host.effect(Phase.PRECHECK);
    actions.add(new Action.Write(new Event.Ended(effect, new Outcome.Refused(reason))));
  }
}
