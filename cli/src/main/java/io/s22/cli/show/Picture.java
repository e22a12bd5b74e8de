package io.s22.cli.show;

import io.s22.journal.Event.Expected;
import io.s22.journal.RunState;
import io.s22.run.RunView.Progress;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the screen shows of a run at one instant.
 *
 * @param planned the window
 * @param expected the newest expectation; null before the first
 * @param asks what people are asked now
 * @param simulated the drivers that were bound to the simulated one
 */
public record Picture(
    String run,
    String title,
    ZoneId zone,
    Instant now,
    RunState state,
    Span planned,
    @Nullable Expected expected,
    List<StageRow> stages,
    List<Ask> asks,
    List<String> simulated) {
  public Picture {
    stages = List.copyOf(stages);
    asks = List.copyOf(asks);
    simulated = List.copyOf(simulated);
  }

  /** One stage: its box above what really happened, and its steps. */
  public record StageRow(
      String name, Progress progress, Span planned, Span actual, List<StepRow> steps) {
    public StageRow {
      steps = List.copyOf(steps);
    }
  }

  /**
   * One step.
   *
   * @param planned ends when the plan says that it must be done by; open where it does not say
   * @param detail what it is doing right now, or why it ended so; empty where there is nothing to
   *     say
   */
  public record StepRow(
      String name,
      Progress progress,
      Span planned,
      Span actual,
      int hosts,
      int done,
      String detail) {}

  /** A question to people. */
  public record Ask(
      String question, String role, String text, List<String> choices, @Nullable Instant deadline) {
    public Ask {
      choices = List.copyOf(choices);
    }
  }
}
