package io.s22.run.engine;

import static io.s22.journal.RunState.ABORTED;
import static io.s22.journal.RunState.ASKING;
import static io.s22.journal.RunState.DONE;
import static io.s22.journal.RunState.PARTLY_DONE;
import static io.s22.journal.RunState.PAUSED;
import static io.s22.journal.RunState.PAUSING;
import static io.s22.journal.RunState.ROLLED_BACK;
import static io.s22.journal.RunState.ROLLING_BACK;
import static io.s22.journal.RunState.RUNNING;
import static io.s22.journal.RunState.STUCK;
import static io.s22.journal.RunState.WAITING;

import io.s22.journal.RunState;
import java.util.List;

/** All ways a run may take through its states. What is not in this table cannot happen. */
public final class Transitions {
  /** The table, in the order of the states. */
  public static final List<Transition> ALL =
      List.of(
          new Transition(WAITING, RUNNING, "its window opens"),
          new Transition(WAITING, ASKING, "its window closed before it began"),
          new Transition(WAITING, ABORTED, "a person aborts it before it begins"),
          new Transition(RUNNING, PAUSING, "a person wants it to pause or to abort"),
          new Transition(RUNNING, ASKING, "people have to decide before it can go on"),
          new Transition(RUNNING, ROLLING_BACK, "a step failed, or it was decided to turn back"),
          new Transition(RUNNING, DONE, "every step is done"),
          new Transition(RUNNING, PARTLY_DONE, "every step has ended, not every one is done"),
          new Transition(RUNNING, STUCK, "the rollback of a step or of a canary failed"),
          new Transition(PAUSING, RUNNING, "a person resumes it before it stood still"),
          new Transition(PAUSING, PAUSED, "nothing is under way and the cluster may be left so"),
          new Transition(PAUSING, ASKING, "people have to decide, or it cannot be aborted here"),
          new Transition(PAUSING, ROLLING_BACK, "a step failed, or it was decided to turn back"),
          new Transition(PAUSING, DONE, "every step is done"),
          new Transition(PAUSING, PARTLY_DONE, "every step has ended, not every one is done"),
          new Transition(PAUSING, ABORTED, "a person aborts it where the cluster may be left"),
          new Transition(PAUSING, STUCK, "the rollback of a step or of a canary failed"),
          new Transition(PAUSED, RUNNING, "a person resumes it inside its window"),
          new Transition(PAUSED, ASKING, "a person resumes it outside its window"),
          new Transition(PAUSED, ROLLING_BACK, "a person rolls it back"),
          new Transition(PAUSED, ABORTED, "a person aborts it"),
          new Transition(ASKING, WAITING, "another window was chosen"),
          new Transition(ASKING, RUNNING, "people have decided"),
          new Transition(ASKING, PAUSING, "people have decided, and it is to pause or abort"),
          new Transition(ASKING, ROLLING_BACK, "people decided so, or went on rolling back"),
          new Transition(ASKING, ABORTED, "a person aborts it where the cluster may be left"),
          new Transition(ASKING, STUCK, "the rollback of a step or of a canary failed"),
          new Transition(ROLLING_BACK, ASKING, "people have to say what became of an effect"),
          new Transition(ROLLING_BACK, ROLLED_BACK, "everything that could be undone is undone"),
          new Transition(ROLLING_BACK, STUCK, "a rollback failed"));

  private Transitions() {}

  /**
   * One way from state to state.
   *
   * @param when in which case it is taken
   */
  public record Transition(RunState from, RunState to, String when) {}

  /** Whether a run may go from {@code from} to {@code to}. */
  public static boolean allowed(RunState from, RunState to) {
    return ALL.stream().anyMatch(t -> t.from() == from && t.to() == to);
  }

  /** The table as a page for people: a diagram (Mermaid) and the same as text. */
  public static String page() {
    StringBuilder page = new StringBuilder();
    page.append("# The states of a run\n\n");
    page.append("Made from the table in `io.s22.run.engine.Transitions`; do not edit by hand.\n\n");
    page.append("```mermaid\nstateDiagram-v2\n  [*] --> WAITING\n");
    ALL.forEach(t -> page.append("  %s --> %s\n".formatted(t.from(), t.to())));
    for (RunState state : RunState.values()) {
      page.append(state.ended() ? "  " + state + " --> [*]\n" : "");
    }
    page.append("```\n\n| from | to | when |\n|---|---|---|\n");
    ALL.forEach(t -> page.append("| %s | %s | %s |\n".formatted(t.from(), t.to(), t.when())));
    return page.toString();
  }
}
