package io.s22.tell;

import io.s22.plan.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One maintenance window, as the public sees it at one instant.
 *
 * @param id stable for ever, also when the window moves
 * @param opens of the window as it stands
 * @param fallback what it would move to; empty where nothing is planned
 * @param started when work began; null before
 * @param ended when it ended; null before
 * @param expected what was last expected of its end; null before the first expectation
 * @param moves each time it moved, oldest first
 * @param revision how often something that calendars show was changed
 * @param changed when that was last
 * @param simulated whether any of its drivers is simulated
 * @param undoable whether every step that has begun can be undone
 */
public record Maintenance(
    String id,
    Text title,
    ZoneId zone,
    WindowPhase phase,
    Instant announced,
    Instant opens,
    Instant closes,
    List<Interval> fallback,
    @Nullable Instant started,
    @Nullable Instant ended,
    @Nullable Outlook expected,
    List<StageLine> stages,
    List<Touch> touches,
    List<WindowMove> moves,
    List<Update> updates,
    int revision,
    Instant changed,
    boolean simulated,
    boolean undoable) {
  public Maintenance {
    fallback = List.copyOf(fallback);
    stages = List.copyOf(stages);
    touches = List.copyOf(touches);
    moves = List.copyOf(moves);
    updates = List.copyOf(updates);
  }

  /**
   * What was expected of a run's end.
   *
   * @param overrun the probability that it ends after the close, 0 to 1
   * @param simulated whether a forecast said so, rather than the plan's own durations
   */
  public record Outlook(Instant p50, Instant p90, double overrun, boolean simulated) {}

  /**
   * A stage.
   *
   * @param from when its work really began; null before
   * @param to when it really ended; null before
   */
  public record StageLine(
      String name,
      Text title,
      Progress progress,
      Interval planned,
      @Nullable Instant from,
      @Nullable Instant to,
      List<Interval> undo,
      List<GateLine> gates,
      List<StepLine> steps) {
    public StageLine {
      undo = List.copyOf(undo);
      gates = List.copyOf(gates);
      steps = List.copyOf(steps);
    }
  }

  /** A step; {@code done} of {@code hosts} are done. */
  public record StepLine(
      String name,
      Text title,
      Progress progress,
      @Nullable Instant from,
      @Nullable Instant to,
      int hosts,
      int done) {}

  /**
   * A gate before a stage or one of its steps.
   *
   * @param at when it was last asked
   */
  public record GateLine(@Nullable String name, Answer answer, @Nullable Instant at) {
    /** What it said last. */
    public enum Answer {
      NOT_ASKED,
      GO,
      NO_GO,
      NOT_KNOWN
    }
  }

  /** When a service is planned to be touched, and what that does to its users at the worst. */
  public record Touch(String service, Text title, Intervals planned, Harm harm) {}

  /** What the plan does to users at the worst. */
  public Harm harm() {
    return touches.stream().map(Touch::harm).max(Harm::compareTo).orElse(Harm.NO_IMPACT);
  }

  /** Whether work has begun and not ended, or the window is open and it has not been cancelled. */
  public boolean active(Instant now) {
    return !phase.over() && (started != null || !now.isBefore(opens));
  }

  /** Whether it is still to come. */
  public boolean upcoming(Instant now) {
    return !phase.over() && !active(now);
  }

  /** By how much it is over its time; zero while it is not. Never ends by itself. */
  public Duration overrun(Instant now) {
    Instant until = ended == null ? now : ended;
    boolean late = (!phase.over() || ended != null) && until.isAfter(closes);
    return late && started != null ? Duration.between(closes, until) : Duration.ZERO;
  }
}
