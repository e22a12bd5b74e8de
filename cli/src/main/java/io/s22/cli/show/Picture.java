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
 * @param services how users find the services; empty where nobody measures
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
    List<String> simulated,
    List<ServiceRow> services) {
  public Picture {
    stages = List.copyOf(stages);
    asks = List.copyOf(asks);
    simulated = List.copyOf(simulated);
    services = List.copyOf(services);
  }

  /** A picture of a run whose services nobody measures. */
  public Picture(
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
    this(run, title, zone, now, state, planned, expected, stages, asks, simulated, List.of());
  }

  /** The same with other stages. */
  public Picture with(List<StageRow> others) {
    return new Picture(
        run, title, zone, now, state, planned, expected, others, asks, simulated, services);
  }

  /**
   * The same, and how users find the services.
   *
   * @param pretended what is said of everything that is simulated
   */
  public Picture serving(List<ServiceRow> rows, List<String> pretended) {
    return new Picture(
        run, title, zone, now, state, planned, expected, stages, asks, pretended, rows);
  }

  /** How users find a service. */
  public enum Standing {
    UP,
    DEGRADED,
    /** Refused as announced. */
    CLOSED,
    DOWN
  }

  /**
   * One service as its users find it.
   *
   * @param detail what they got of late, in numbers
   * @param stretches in order; the last one goes on
   */
  public record ServiceRow(String name, String detail, List<Stretch> stretches) {
    public ServiceRow {
      stretches = List.copyOf(stretches);
    }
  }

  /** How a service was found from an instant on. */
  public record Stretch(Instant from, Standing standing) {}

  /** One stage: its box above what really happened, and its steps. */
  public record StageRow(
      String name, Progress progress, Span planned, Span actual, List<StepRow> steps) {
    public StageRow {
      steps = List.copyOf(steps);
    }

    /** The same with other steps. */
    public StageRow with(List<StepRow> others) {
      return new StageRow(name, progress, planned, actual, others);
    }
  }

  /**
   * One step.
   *
   * @param planned ends when the plan says that it must be done by; open where it does not say
   * @param detail what it is doing right now, or why it ended so; empty where there is nothing to
   *     say
   * @param behind what is behind it in a rehearsal: real or simulated; empty elsewhere
   */
  public record StepRow(
      String name,
      Progress progress,
      Span planned,
      Span actual,
      int hosts,
      int done,
      String detail,
      String behind) {
    /** A step outside of rehearsals. */
    public StepRow(
        String name,
        Progress progress,
        Span planned,
        Span actual,
        int hosts,
        int done,
        String detail) {
      this(name, progress, planned, actual, hosts, done, detail, "");
    }

    /** The same, and what is behind it. */
    public StepRow backedBy(String what) {
      return new StepRow(name, progress, planned, actual, hosts, done, detail, what);
    }
  }

  /** A question to people. */
  public record Ask(
      String question, String role, String text, List<String> choices, @Nullable Instant deadline) {
    public Ask {
      choices = List.copyOf(choices);
    }
  }
}
