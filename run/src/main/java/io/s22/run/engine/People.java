package io.s22.run.engine;

import io.s22.journal.Command;
import io.s22.journal.Event;
import io.s22.journal.GateAnswer;
import io.s22.journal.Outcome;
import io.s22.journal.RunState;
import io.s22.plan.IfFails;
import io.s22.plan.Window;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people are asked, what they answered, and what they want of the run. */
final class People {
  /** Questions without an answer, by what they are about. */
  final Map<String, Event.Asked> open = new LinkedHashMap<>();

  /** Failed steps whose plan says: ask. */
  final Set<StepState> failed = new LinkedHashSet<>();

  @Nullable String pauseBy;
  @Nullable String abortBy;
  @Nullable String resumeBy;

  /** A person chose to go on to the next place where the cluster may be left, and abort there. */
  boolean abortLater;

  /** Whether turning back was decided against. */
  boolean goesOn;

  /** Whether the run must not go on before somebody allows it to run outside its window. */
  boolean needsApproval;

  private final Map<String, Integer> asked = new HashMap<>();
  private final RunFold fold;

  People(RunFold fold) {
    this.fold = fold;
  }

  /** The id of the next question about {@code subject}, unique in the run. */
  String id(String subject) {
    int before = asked.getOrDefault(subject, 0);
    return before == 0 ? subject : subject + "#" + (before + 1);
  }

  private static String subject(String id) {
    int mark = id.indexOf('#');
    return mark < 0 ? id : id.substring(0, mark);
  }

  /** Questions without whose answer the run stands still. */
  boolean blocked() {
    return open.keySet().stream().anyMatch(People::blocks);
  }

  static boolean blocks(String subject) {
    return subject.startsWith("failed:")
        || subject.startsWith("unknown:")
        || subject.equals("window")
        || subject.equals("abort");
  }

  boolean asks(StepState step) {
    return failed.contains(step);
  }

  static String approval(HostState host) {
    return "approval:" + host.current;
  }

  boolean isApproval(HostState host) {
    return open.containsKey(approval(host)) || host.verdict() != null;
  }

  /** The run goes back: approvals that steps wait for are refused by it. */
  void withdrawApprovals() {
    for (HostState host : fold.inFlight) {
      if (open.remove(approval(host)) != null) {
        host.setVerdict(new Outcome.Refused("the run goes back"));
      }
    }
  }

  void close(String subject) {
    open.remove(subject);
  }

  void asked(Event.Asked question) {
    String subject = subject(question.question());
    asked.merge(subject, 1, Integer::sum);
    open.put(subject, question);
  }

  void commanded(Command.Kind kind, String by) {
    switch (kind) {
      case PAUSE -> pauseBy = by;
      case RESUME -> {
        pauseBy = null;
        abortBy = null;
        resumeBy = by;
      }
      case ABORT -> abortBy = by;
      case ROLL_BACK -> fold.rollBack(by + " told it to");
      case ANSWER, EXTEND -> {}
    }
  }

  void decided(Event.Decided decided, String by, long at) {
    String subject = subject(decided.question());
    if (open.remove(subject) == null && !subject.equals("turning-back")) {
      return;
    }
    String choice = decided.choice();
    String kind = subject.contains(":") ? subject.substring(0, subject.indexOf(':')) : subject;
    String about = subject.substring(Math.min(subject.length(), kind.length() + 1));
    switch (kind) {
      case "gate" -> gate(subject, choice);
      case "failed" -> failed(about, choice, by, at);
      case "unknown" -> unknown(about, choice, by);
      case "approval" -> approved(subject, choice, by, decided);
      case "turning-back" -> turningBack(choice, by);
      case "window" -> window(choice, by, at);
      case "abort" -> abort(choice, by);
      default -> throw new IllegalStateException("nobody asks " + decided.question());
    }
  }

  private void gate(String subject, String choice) {
    fold.gates.stream()
        .filter(row -> row.question().equals(subject))
        .forEach(row -> row.said = choice.equals("go") ? GateAnswer.GO : GateAnswer.NO_GO);
  }

  private void failed(String name, String choice, String by, long at) {
    StepState step = fold.step(name);
    if (step == null || !failed.remove(step)) {
      return;
    }
    switch (choice) {
      case "retry" -> fold.forward.retry(step, at);
      case "abort" -> {
        abortBy = by;
        fold.forward.failures().follow(step, IfFails.GO_ON, at);
      }
      default ->
          fold.forward
              .failures()
              .follow(
                  step,
                  IfFails.valueOf(choice.replace('-', '_').toUpperCase(java.util.Locale.ROOT)),
                  at);
    }
  }

  private void unknown(String effect, String choice, String by) {
    for (HostState host : fold.doubts.open) {
      HostState.Doubt doubt = host.doubt;
      if (doubt != null && effect.equals(String.valueOf(host.current))) {
        switch (choice) {
          case "done" -> host.setVerdict(new Outcome.Done(by + " says that it was done"));
          case "failed" -> host.setVerdict(new Outcome.Failed(by + " says that it failed"));
          default -> {
            doubt.forPeople = null;
            doubt.again = true;
          }
        }
      }
    }
  }

  private void approved(String subject, String choice, String by, Event.Decided decided) {
    String who = decided.byDefault() ? "nobody answered in time" : by;
    for (HostState host : fold.inFlight) {
      if (subject.equals(approval(host))) {
        String words = choice + ": " + who + ", " + decided.reason();
        host.setVerdict(choice.equals("go") ? new Outcome.Done(words) : new Outcome.Failed(words));
      }
    }
  }

  private void turningBack(String choice, String by) {
    if (choice.equals("go-on")) {
      goesOn = true;
    } else {
      fold.rollBack("the point of no return was reached, and " + by + " decided to turn back");
    }
  }

  private void window(String choice, String by, long at) {
    switch (choice) {
      case "go-on" -> {
        needsApproval = false;
        goesOn = true;
        resumeBy = by;
      }
      case "roll-back" -> fold.rollBack(by + " decided so after the window had closed");
      case "stay-paused" -> {
        needsApproval = false;
        resumeBy = null;
        pauseBy = by;
      }
      case "abort" -> abortBy = by;
      case "start-now" -> fold.moveWindow(at, at + fold.closes - fold.opens);
      default -> fallback(choice);
    }
  }

  private void fallback(String choice) {
    for (Window window : fold.plan().window().fallback()) {
      if (choice.equals(fallbackChoice(window))) {
        fold.moveWindow(
            window.opensIn(fold.plan().zone()).toEpochMilli(),
            window.closesIn(fold.plan().zone()).toEpochMilli());
      }
    }
  }

  static String fallbackChoice(Window window) {
    return "window-" + window.opens();
  }

  private void abort(String choice, String by) {
    switch (choice) {
      case "roll-back" -> fold.rollBack(by + " aborted the run where it could not be left");
      case "next-place" -> abortLater = true;
      default -> abortBy = null;
    }
  }

  /** Whether the command means something to a run in {@code state}. */
  static boolean applies(Command.Kind kind, RunState state) {
    return switch (kind) {
      case PAUSE -> state == RunState.RUNNING || state == RunState.ASKING;
      case RESUME -> state == RunState.PAUSING || state == RunState.PAUSED;
      case ABORT -> !state.ended() && state != RunState.ROLLING_BACK;
      case ROLL_BACK ->
          !state.ended() && state != RunState.ROLLING_BACK && state != RunState.WAITING;
      case ANSWER, EXTEND -> !state.ended();
    };
  }
}
