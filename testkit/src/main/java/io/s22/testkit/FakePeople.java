package io.s22.testkit;

import io.s22.journal.Command;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.Outcome;
import io.s22.plan.Gate;
import io.s22.run.simulated.DeclaredBehaviour;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * People who read a run's journal and answer what it asks: gates as the plan declares, lost effects
 * by what they see in the world, failed steps with the rollback of the run.
 */
public final class FakePeople {
  private final FakeNode.Rig rig;
  private final DeclaredBehaviour behaviour;
  private final Map<String, String> script = new HashMap<>();
  private long read;

  public FakePeople(FakeNode.Rig rig, DeclaredBehaviour behaviour) {
    this.rig = rig;
    this.behaviour = behaviour;
  }

  /**
   * What they answer to questions of one kind, in place of what they would.
   *
   * @param kind the word before the first colon of the question's name
   * @param choice {@code ""} for no answer
   */
  public void say(String kind, String choice) {
    script.put(kind, choice);
  }

  /** Reads what is new in the journal. */
  public void look() {
    List<Entry> entries = rig.store().entries(rig.run());
    for (Entry entry : entries.subList((int) read, entries.size())) {
      if (entry.event() instanceof Event.Asked asked) {
        asked(asked, entry.at());
      }
    }
    read = entries.size();
  }

  private void asked(Event.Asked asked, Instant at) {
    String[] parts = asked.question().split("#", -1)[0].split(":", 3);
    String said = script.get(parts[0]);
    if (said != null) {
      if (!said.isEmpty()) {
        answer(asked, said);
      }
      return;
    }
    switch (parts[0]) {
      case "gate" -> gate(asked, parts[1], Integer.parseInt(parts[2]), at);
      case "unknown" -> unknown(asked, asked.question().split("#", -1)[0].substring(8));
      case "failed" -> answer(asked, "roll-back-run");
      case "window" -> answer(asked, "go-on");
      default -> {
        // the default holds
      }
    }
  }

  private void gate(Event.Asked asked, String subject, int place, Instant at) {
    Gate gate = rig.plan().gate(subject, place);
    if (gate == null) {
      return;
    }
    Duration after = behaviour.answersAfter(subject, gate);
    Instant deadline = asked.deadline();
    if (deadline == null || at.plus(after).isBefore(deadline)) {
      String choice = behaviour.refuses(subject, gate) ? "no-go" : "go";
      rig.time().at(at.plus(after), () -> answer(asked, choice));
    }
  }

  private void unknown(Event.Asked asked, String effect) {
    String key = rig.run() + "/" + effect;
    for (FakeWorld.Act act : rig.world().acts()) {
      if (act.key().equals(key)) {
        String choice = act.outcome() instanceof Outcome.Done ? "done" : "failed";
        rig.time().at(act.end(), () -> answer(asked, choice));
        return;
      }
    }
    answer(asked, "repeat");
  }

  private void answer(Event.Asked asked, String choice) {
    Command.Kind kind = Command.Kind.ANSWER;
    Instant now = rig.time().now();
    rig.store().post(rig.run(), new Command(kind, "ann", "test", asked.question(), choice, now));
  }
}
