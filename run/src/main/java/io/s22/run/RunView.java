package io.s22.run;

import io.s22.journal.Effect;
import io.s22.journal.RunState;
import io.s22.plan.Plan;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fold of a run's journal that forecasts, screens and pages read. */
public interface RunView {
  String run();

  Plan plan();

  Instant opens();

  Instant closes();

  RunState state();

  /** Whether it was decided to go on past the point of no return. */
  boolean goesOn();

  /** Each step by name, in the plan's order, and how far it is. */
  Map<String, StepView> steps();

  /**
   * How far a step is.
   *
   * @param started when its first effect began; null before
   * @param ended when it was done, failed, undone or skipped; null before
   * @param hosts each host's own progress
   */
  record StepView(
      String step,
      Progress progress,
      @Nullable Instant started,
      @Nullable Instant ended,
      Map<String, HostView> hosts) {}

  /**
   * How far a step is on one host.
   *
   * @param current the effect under way; null where none is
   * @param since when that effect began
   */
  record HostView(
      String host, Progress progress, @Nullable Effect current, @Nullable Instant since) {}

  /** How far something is. */
  enum Progress {
    WAITING,
    RUNNING,
    DONE,
    FAILED,
    UNDOING,
    UNDONE,
    SKIPPED
  }
}
