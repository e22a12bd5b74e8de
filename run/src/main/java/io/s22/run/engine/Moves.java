package io.s22.run.engine;

import io.s22.journal.Event;
import io.s22.journal.RunState;
import io.s22.plan.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The run's way through its states; the table is {@link Transitions}. */
final class Moves {
  private final RunFold run;
  private final Instant now;
  private final List<Event> events = new ArrayList<>();

  private Moves(RunFold run, Instant now) {
    this.run = run;
    this.now = now;
  }

  /** What is to be written so that the run is in the state it should be in; nothing when it is. */
  static List<Event> next(RunFold run, Instant now) {
    Moves moves = new Moves(run, now);
    switch (run.state) {
      case WAITING -> moves.waiting();
      case RUNNING, PAUSING -> moves.onTheWay();
      case PAUSED -> moves.paused();
      case ASKING -> moves.asking();
      case ROLLING_BACK -> moves.rollingBack();
      case DONE, PARTLY_DONE, ROLLED_BACK, ABORTED, STUCK -> {}
    }
    return moves.events;
  }

  private void move(RunState to, String because) {
    if (!Transitions.allowed(run.state, to)) {
      throw new IllegalStateException("no way leads from " + run.state + " to " + to);
    }
    events.add(new Event.Moved(run.state, to, because));
  }

  private void waiting() {
    if (run.people.abortBy != null) {
      move(RunState.ABORTED, run.people.abortBy + " aborted it before it began");
    } else if (now.toEpochMilli() >= run.closes) {
      events.add(missed());
      move(RunState.ASKING, "its window closed before it began");
    } else if (now.toEpochMilli() >= run.opens) {
      move(RunState.RUNNING, "its window is open");
    }
  }

  private Event missed() {
    List<String> choices = new ArrayList<>(List.of("start-now"));
    for (Window window : run.plan().window().fallback()) {
      if (window.closesIn(run.plan().zone()).isAfter(now)) {
        choices.add(People.fallbackChoice(window));
      }
    }
    choices.add("abort");
    return ask("window", "The window closed before the run began. When shall it run?", choices);
  }

  private Event ask(String subject, String text, List<String> choices) {
    return new Event.Asked(
        run.people.id(subject), Roles.whoDecides(run.plan()), text, choices, null, null);
  }

  private void onTheWay() {
    People people = run.people;
    if (turnedBack() || stands() || finished()) {
      return;
    }
    boolean wanted = people.pauseBy != null || people.abortBy != null;
    if (run.state == RunState.PAUSING && wanted) {
      land();
    }
    if (events.isEmpty()) {
      events.addAll(TurningPoint.reached(run, now));
    }
    if (!events.isEmpty()) {
      return;
    }
    if (run.state == RunState.RUNNING && wanted) {
      move(RunState.PAUSING, wish());
    } else if (run.state == RunState.PAUSING && !wanted) {
      move(
          RunState.RUNNING,
          people.resumeBy == null
              ? "nobody wants it to pause any more"
              : people.resumeBy + " resumed it");
    } else if (run.state == RunState.PAUSING) {
      land();
    }
  }

  private String wish() {
    return run.people.abortBy == null
        ? run.people.pauseBy + " asked it to pause"
        : run.people.abortBy + " asked it to abort";
  }

  private void land() {
    if (!Landing.quiet(run)) {
      return;
    }
    People people = run.people;
    boolean lands = Landing.mayBeLeft(run);
    if (people.abortBy != null) {
      if (lands) {
        move(RunState.ABORTED, people.abortBy + " aborted it, and the cluster may be left so");
      } else if (!people.abortLater) {
        String text = "The cluster must not be left as it is now. What instead of aborting?";
        events.add(ask("abort", text, List.of("roll-back", "next-place", "go-on")));
        move(RunState.ASKING, "it cannot be aborted here");
      }
    } else if (lands) {
      move(RunState.PAUSED, "nothing is under way, and the cluster may be left so");
    }
  }

  /** A rollback, or one that failed: nothing else counts then. */
  private boolean turnedBack() {
    if (run.stuckBecause != null) {
      if (run.inFlight.isEmpty()) {
        move(RunState.STUCK, run.stuckBecause);
      }
      return true;
    }
    if (run.rollBackBecause != null && !run.goingBack) {
      move(RunState.ROLLING_BACK, run.rollBackBecause);
      return true;
    }
    return false;
  }

  /** Whether people must decide before anything else begins. */
  private boolean stands() {
    askWhatIsOpen();
    if (run.people.blocked() || !events.isEmpty()) {
      move(RunState.ASKING, "people have to decide before it can go on");
      return true;
    }
    return false;
  }

  private void askWhatIsOpen() {
    if (run.people.needsApproval && !run.people.open.containsKey("window")) {
      List<String> choices = List.of("go-on", "roll-back", "stay-paused", "abort");
      events.add(ask("window", "The window has closed and work remains. Shall it go on?", choices));
    }
    for (StepState step : run.people.failed) {
      if (!run.people.open.containsKey("failed:" + step.unit.name())) {
        List<String> choices =
            List.of(
                "retry", "go-on", "roll-back-step", "roll-back-stage", "roll-back-run", "abort");
        events.add(ask("failed:" + step.unit.name(), step.failure + ". What now?", choices));
      }
    }
  }

  private boolean finished() {
    boolean nothingLeft =
        run.stagesLeft == 0
            && run.inFlight.isEmpty()
            && run.undoing.isEmpty()
            && now.toEpochMilli() >= run.lastEnd;
    if (nothingLeft && run.incomplete) {
      move(RunState.PARTLY_DONE, "everything has ended; some of it was undone, skipped or failed");
    } else if (nothingLeft) {
      move(RunState.DONE, "every step is done");
    }
    return nothingLeft;
  }

  private void paused() {
    People people = run.people;
    if (run.rollBackBecause != null) {
      move(RunState.ROLLING_BACK, run.rollBackBecause);
    } else if (people.abortBy != null) {
      move(RunState.ABORTED, people.abortBy + " aborted it while it was paused");
    } else if (people.resumeBy != null) {
      resume(people.resumeBy);
    }
  }

  private void resume(String by) {
    if (now.toEpochMilli() < run.closes || run.people.goesOn) {
      move(RunState.RUNNING, by + " resumed it");
    } else {
      List<String> choices = List.of("go-on", "roll-back", "stay-paused", "abort");
      events.add(ask("window", "The window has closed. Shall the run go on?", choices));
      move(RunState.ASKING, "it may not resume outside its window without approval");
    }
  }

  private void asking() {
    People people = run.people;
    if (turnedBack()) {
      return;
    }
    askWhatIsOpen();
    if (!events.isEmpty()) {
      return;
    }
    boolean mayAbort = people.abortBy != null && Landing.quiet(run) && Landing.mayBeLeft(run);
    if (mayAbort && !run.goingBack) {
      move(RunState.ABORTED, people.abortBy + " aborted it, and the cluster may be left so");
    } else if (!people.blocked()) {
      RunState to = next(people);
      move(to, to == RunState.WAITING ? "another window was chosen" : "people have decided");
    } else if (run.hasRun && !run.goingBack && !people.open.containsKey("window")) {
      events.addAll(TurningPoint.reached(run, now));
    }
  }

  private RunState next(People people) {
    if (run.goingBack) {
      return RunState.ROLLING_BACK;
    }
    if (!run.hasRun) {
      return RunState.WAITING;
    }
    boolean wanted = people.pauseBy != null || people.abortBy != null;
    return wanted ? RunState.PAUSING : RunState.RUNNING;
  }

  private void rollingBack() {
    UndoSet all = run.runUndo;
    if (turnedBack()) {
      return;
    }
    if (run.people.blocked()) {
      move(RunState.ASKING, "people have to say what became of an effect");
    } else if (run.inFlight.isEmpty() && all != null && all.current() == null) {
      move(RunState.ROLLED_BACK, "everything that could be undone is undone");
    }
  }
}
