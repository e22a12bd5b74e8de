package io.s22.run.simulated;

import io.s22.journal.Command;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.plan.Gate;
import io.s22.run.RunStore;
import io.s22.run.engine.CompiledPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * People who answer as the plan says: gates after {@code takes}, failed steps with the whole run's
 * rollback, the point of no return never, so that its default holds.
 */
final class SimulatedPeople {
  private final CompiledPlan plan;
  private final DeclaredBehaviour behaviour;
  private final SimulatedTime time;
  private final List<RunStore.Posted> inbox = new ArrayList<>();
  private long posted;

  SimulatedPeople(CompiledPlan plan, DeclaredBehaviour behaviour, SimulatedTime time) {
    this.plan = plan;
    this.behaviour = behaviour;
    this.time = time;
  }

  /** What they have said since it was asked last. */
  List<RunStore.Posted> take() {
    List<RunStore.Posted> now = List.copyOf(inbox);
    inbox.clear();
    return now;
  }

  void read(Entry entry) {
    if (entry.event() instanceof Event.Asked asked) {
      String[] parts = asked.question().split("[:#]");
      switch (parts[0]) {
        case "gate" -> gate(asked, parts[1], Integer.parseInt(parts[2]), entry.at());
        case "failed" -> time.at(entry.at(), () -> answer(asked, "roll-back-run"));
        case "window" -> time.at(entry.at(), () -> answer(asked, "abort"));
        default -> {
          // the default holds
        }
      }
    }
  }

  private void gate(Event.Asked asked, String subject, int place, Instant at) {
    Gate gate = plan.gate(subject, place);
    if (gate == null) {
      return;
    }
    Duration after = behaviour.answersAfter(subject, gate);
    Instant deadline = asked.deadline();
    if (deadline == null || at.plus(after).isBefore(deadline)) {
      String choice = behaviour.refuses(subject, gate) ? "no-go" : "go";
      time.at(at.plus(after), () -> answer(asked, choice));
    }
  }

  private void answer(Event.Asked asked, String choice) {
    Command command =
        new Command(
            Command.Kind.ANSWER,
            "simulated " + asked.role(),
            "simulated",
            asked.question(),
            choice,
            time.now());
    inbox.add(new RunStore.Posted(++posted, command));
  }
}
