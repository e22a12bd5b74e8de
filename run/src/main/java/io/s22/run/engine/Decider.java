package io.s22.run.engine;

import io.s22.journal.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The engine's decision: a pure function of where the run stands and the time. It changes nothing;
 * asked twice it answers the same.
 */
public final class Decider {
  private Decider() {}

  /** What is to be done at {@code now}. */
  public static Decision decide(RunFold run, Instant now) {
    List<Action> writes = new ArrayList<>();
    if (!run.state().ended()) {
      Settling.events(run, now).forEach(event -> writes.add(new Action.Write(event)));
    }
    if (writes.isEmpty()) {
      for (Event event : Moves.next(run, now)) {
        writes.add(new Action.Write(event));
      }
    }
    if (writes.isEmpty()) {
      writes.addAll(new Starting(run, now).actions());
    }
    return new Decision(writes, Waking.next(run, now));
  }
}
