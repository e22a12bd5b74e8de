package io.s22.cli.rehearse;

import io.s22.journal.Command;
import io.s22.journal.Command.Kind;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.Outcome;
import io.s22.run.Clock;
import io.s22.run.RunStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The people of a rehearsal: they say go, and, once the step that is broken on purpose has failed,
 * have all of it undone. The journal says that it was them.
 */
public final class People {
  private static final String NAME = "rehearsal";
  private static final List<String> PREFERRED =
      List.of("go", "go-on", "roll-back-run", "roll-back", "start-now", "failed");

  private final RunStore store;
  private final Clock clock;
  private final @Nullable String breaks;
  private boolean turned;

  /**
   * @param breaks the step that fails on purpose; null for none
   */
  public People(RunStore store, Clock clock, @Nullable String breaks) {
    this.store = store;
    this.clock = clock;
    this.breaks = breaks;
  }

  /** Reads what was written, and answers. */
  public void read(String run, List<Entry> entries) {
    for (Entry entry : entries) {
      if (entry.event() instanceof Event.Asked asked && !asked.question().equals("turning-back")) {
        PREFERRED.stream()
            .filter(asked.choices()::contains)
            .findFirst()
            .ifPresent(choice -> post(run, Kind.ANSWER, asked.question(), choice));
      } else if (entry.event() instanceof Event.Ended ended && breaksWith(ended)) {
        turned = true;
        post(run, Kind.ROLL_BACK, null, null);
      }
    }
  }

  private boolean breaksWith(Event.Ended ended) {
    return !turned
        && ended.effect().step().equals(breaks)
        && ended.outcome() instanceof Outcome.Failed;
  }

  private void post(String run, Kind kind, @Nullable String question, @Nullable String choice) {
    String why = kind == Kind.ROLL_BACK ? "step '" + breaks + "' is broken on purpose" : NAME;
    store.post(run, new Command(kind, NAME, why, question, choice, clock.now()));
  }
}
