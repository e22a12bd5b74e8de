package io.s22.run.engine;

import io.s22.journal.Effect;
import io.s22.journal.Event;
import io.s22.journal.GateAnswer;
import io.s22.journal.Outcome;
import io.s22.plan.Gate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What follows by itself from what is known, and is only to be written down. */
final class Settling {
  private final RunFold run;
  private final Instant now;
  private final List<Event> events = new ArrayList<>();

  private Settling(RunFold run, Instant now) {
    this.run = run;
    this.now = now;
  }

  static List<Event> events(RunFold run, Instant now) {
    Settling settling = new Settling(run, now);
    run.people.open.forEach(settling::deadline);
    run.verdicts.forEach(settling::verdict);
    if (run.state != io.s22.journal.RunState.WAITING) {
      run.gates.headSet(GateRow.until(now), true).forEach(settling::gate);
    }
    run.toSkip.forEach((step, because) -> settling.skip(step, because));
    run.doubts.open.forEach(settling::doubt);
    return settling.events;
  }

  private void deadline(String subject, Event.Asked asked) {
    Instant deadline = asked.deadline();
    String otherwise = asked.otherwise();
    if (deadline == null || otherwise == null) {
      return;
    }
    Instant due =
        subject.equals(TurningPoint.QUESTION) ? TurningPoint.due(run, deadline) : deadline;
    if (!now.isBefore(due)) {
      String reason = "nobody answered in time, and the plan says " + otherwise;
      events.add(new Event.Decided(asked.question(), otherwise, reason, true));
    }
  }

  private void verdict(HostState host) {
    Effect effect = host.current;
    Outcome verdict = host.verdict();
    if (effect != null && verdict != null) {
      events.add(new Event.Ended(effect, verdict));
    }
  }

  private void gate(GateRow row) {
    GateAnswer said = row.said;
    if (said != null) {
      events.add(new Event.GateAnswered(row.subject, row.at, said, "as people decided"));
    } else if (row.unknown && now.toEpochMilli() >= GateRules.waitOver(row)) {
      events.add(givenUp(row));
    }
  }

  private Event givenUp(GateRow row) {
    Gate.IfUnknown ifUnknown = row.gate().ifUnknown();
    boolean go = ifUnknown != null && ifUnknown.then() == Gate.Answer.GO;
    return new Event.GateAnswered(
        row.subject,
        row.at,
        go ? GateAnswer.GO : GateAnswer.NO_GO,
        "it could not be known in time, and the plan then says " + (go ? "go" : "no-go"));
  }

  private void skip(StepState step, String because) {
    events.add(new Event.Skipped(step.unit.name(), because));
  }

  private void doubt(HostState host) {
    HostState.Doubt doubt = host.doubt;
    String why = doubt == null ? null : doubt.forPeople;
    String subject = "unknown:" + host.current;
    if (why != null && host.verdict() == null && !run.people.open.containsKey(subject)) {
      events.add(
          new Event.Asked(
              run.people.id(subject),
              Roles.whoDecides(run.plan()),
              "Was " + host.current + " done? " + why,
              List.of("done", "failed", "repeat"),
              null,
              null));
    }
  }
}
