package io.s22.run.engine;

import io.s22.journal.Event;
import io.s22.plan.TurningBack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The point of no return: when it is asked whether to turn back, and by when (semantics, 16). */
final class TurningPoint {
  static final String QUESTION = "turning-back";
  static final String ROLL_BACK = "roll-back";
  static final String GO_ON = "go-on";

  private TurningPoint() {}

  /** The point as it stands now, in milliseconds of the epoch. */
  static long millis(RunFold run) {
    return run.closes - run.reserve - run.sooner;
  }

  /** When the default holds: at the deadline, or at the point where that has moved before it. */
  static Instant due(RunFold run, Instant deadline) {
    Instant point = Instant.ofEpochMilli(millis(run));
    return point.isBefore(deadline) ? point : deadline;
  }

  /** Whether it is still to be decided whether to turn back. */
  static boolean undecided(RunFold run) {
    return !run.people.goesOn && run.rollBackBecause == null && !run.goingBack;
  }

  /** The first instant at which something is to be asked or decided. */
  static long asksAt(RunFold run) {
    return millis(run) - within(run.plan().turningBack()).toMillis();
  }

  /** What is to be written when the point is reached: nothing before. */
  static List<Event> reached(RunFold run, Instant now) {
    boolean asked = run.people.open.containsKey(QUESTION);
    if (run.stagesLeft == 0 || !undecided(run) || asked || now.toEpochMilli() < asksAt(run)) {
      return List.of();
    }
    Instant point = Instant.ofEpochMilli(millis(run));
    return List.of(ask(run, point.isBefore(now) ? now : point));
  }

  /** What is to be written when the begin of a task would put the point into the past. */
  static List<Event> crossed(RunFold run, Instant now) {
    if (run.people.open.containsKey(QUESTION)) {
      return List.of();
    }
    Instant point = Instant.ofEpochMilli(millis(run));
    Instant latest = now.plus(within(run.plan().turningBack()));
    return List.of(ask(run, point.isBefore(latest) ? point : latest));
  }

  private static Event ask(RunFold run, Instant deadline) {
    TurningBack back = run.plan().turningBack();
    String otherwise = goesOn(run, back) ? GO_ON : ROLL_BACK;
    if (back == null || back.asks() == null) {
      String reason = "the point of no return is reached, and the plan then says " + otherwise;
      return new Event.Decided(run.people.id(QUESTION), otherwise, reason, true);
    }
    return new Event.Asked(
        run.people.id(QUESTION),
        back.asks(),
        "The point of no return is near and work remains: go on, or turn back?",
        List.of(GO_ON, ROLL_BACK),
        deadline,
        otherwise);
  }

  /** Where nothing can be undone, turning back would save nothing (semantics, 16). */
  private static boolean goesOn(RunFold run, @Nullable TurningBack back) {
    if (back != null && back.otherwise() != null) {
      return back.otherwise() == TurningBack.Default.GO_ON;
    }
    return run.plan().stages().stream()
        .flatMap(stage -> stage.steps().stream())
        .allMatch(step -> step.rollback() == null);
  }

  private static Duration within(@Nullable TurningBack back) {
    Duration within = back == null || back.asks() == null ? null : back.within();
    return within == null ? Duration.ZERO : within;
  }
}
