package io.s22.tell;

import io.s22.journal.Event;
import io.s22.journal.GateAnswer;
import io.s22.plan.Gate;
import io.s22.plan.Plan;
import io.s22.plan.Stage;
import io.s22.plan.Step;
import io.s22.plan.Text;
import io.s22.tell.Maintenance.GateLine;
import io.s22.tell.Maintenance.StageLine;
import io.s22.tell.Maintenance.StepLine;
import io.s22.tell.Maintenance.Touch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes the public's view of a window from its run. */
final class Maintenances {
  private final RunStory story;
  private final Plan plan;

  private Maintenances(RunStory story) {
    this.story = story;
    this.plan = story.plan();
  }

  static Maintenance of(RunStory story, List<Post> posts) {
    return new Maintenances(story).made(posts);
  }

  private Maintenance made(List<Post> posts) {
    WindowPhase phase = phase(story);
    Boxes boxes = new Boxes(story);
    return new Maintenance(
        story.run(),
        plan.title(),
        plan.zone(),
        phase,
        story.openedAt(),
        story.opens(),
        story.closes(),
        phase.over() || story.started() != null ? List.of() : fallback(),
        story.started(),
        story.ended(),
        outlook(),
        plan.stages().stream().map(stage -> stage(stage, boxes)).toList(),
        touches(),
        story.moves(),
        new Updates(story).with(posts),
        story.moves().size() + (phase.over() ? 1 : 0),
        changed(),
        !story.opened().simulated().isEmpty(),
        undoable());
  }

  static WindowPhase phase(RunStory story) {
    return switch (story.state()) {
      case WAITING -> WindowPhase.SCHEDULED;
      case RUNNING, PAUSING ->
          onlyVerifying(story) ? WindowPhase.VERIFYING : WindowPhase.IN_PROGRESS;
      case PAUSED -> WindowPhase.PAUSED;
      case ASKING -> WindowPhase.DECIDING;
      case ROLLING_BACK -> WindowPhase.ROLLING_BACK;
      case DONE -> WindowPhase.COMPLETED;
      case PARTLY_DONE -> WindowPhase.PARTLY_COMPLETED;
      case ROLLED_BACK -> WindowPhase.ROLLED_BACK;
      case ABORTED -> story.started() == null ? WindowPhase.CANCELLED : WindowPhase.STOPPED;
      case STUCK -> WindowPhase.STUCK;
    };
  }

  /** Whether all that is left are verifications. */
  private static boolean onlyVerifying(RunStory story) {
    List<StepStory> left =
        story.plan().stages().stream()
            .flatMap(stage -> stage.steps().stream())
            .map(story::step)
            .filter(step -> !step.progress().over())
            .toList();
    return !left.isEmpty() && left.stream().allMatch(StepStory::verifying);
  }

  private List<Interval> fallback() {
    return plan.window().fallback().stream()
        .map(w -> new Interval(w.opensIn(plan.zone()), w.closesIn(plan.zone())))
        .filter(w -> w.from().isAfter(story.opens()))
        .toList();
  }

  private boolean undoable() {
    return plan.stages().stream()
        .flatMap(stage -> stage.steps().stream())
        .filter(step -> story.step(step).started != null)
        .allMatch(step -> step.rollback() != null);
  }

  private Maintenance.@Nullable Outlook outlook() {
    Event.Expected expected = story.expected();
    return expected == null
        ? null
        : new Maintenance.Outlook(
            expected.p50Finish(),
            expected.p90Finish(),
            expected.overrun(),
            !expected.basis().equals("declared"));
  }

  private Instant changed() {
    Instant ended = story.ended();
    if (ended != null) {
      return ended;
    }
    return story.moves().isEmpty() ? story.openedAt() : story.moves().getLast().at();
  }

  private StageLine stage(Stage stage, Boxes boxes) {
    List<StepStory> steps = stage.steps().stream().map(story::step).toList();
    Instant from =
        steps.stream()
            .map(s -> s.started)
            .filter(s -> s != null)
            .min(Instant::compareTo)
            .orElse(null);
    boolean over = story.progressOf(stage).over();
    Instant to =
        over
            ? steps.stream()
                .map(StepStory::ended)
                .filter(s -> s != null)
                .max(Instant::compareTo)
                .orElse(null)
            : null;
    return new StageLine(
        stage.stage(),
        titled(stage.title(), stage.stage()),
        story.progressOf(stage),
        boxes.of(stage),
        from,
        to,
        undo(steps),
        gates(stage),
        stage.steps().stream().map(this::step).toList());
  }

  private static List<Interval> undo(List<StepStory> steps) {
    List<Interval> back = new ArrayList<>();
    for (StepStory step : steps) {
      for (StepStory.Act act : step.acts()) {
        Instant to = act.to();
        if (act.back()) {
          back.add(new Interval(act.from(), to == null ? Instant.MAX : to));
        }
      }
    }
    return Intervals.of(back).list();
  }

  private StepLine step(Step step) {
    StepStory one = story.step(step);
    return new StepLine(
        step.step(),
        titled(step.title(), step.step()),
        one.progress(),
        one.started,
        one.ended(),
        one.hosts(),
        one.done());
  }

  private List<GateLine> gates(Stage stage) {
    List<GateLine> lines = new ArrayList<>(gates(stage.stage(), stage.gates()));
    stage.steps().forEach(step -> lines.addAll(gates(step.step(), step.gates())));
    return lines;
  }

  private List<GateLine> gates(String subject, List<Gate> gates) {
    return IntStream.range(0, gates.size()).mapToObj(i -> gate(subject, i, gates.get(i))).toList();
  }

  private GateLine gate(String subject, int position, Gate gate) {
    return story.gates().stream()
        .filter(a -> a.subject().equals(subject) && a.gate() == position)
        .reduce((one, later) -> later)
        .map(a -> new GateLine(gate.gate(), answer(a.answer()), a.at()))
        .orElseGet(() -> new GateLine(gate.gate(), GateLine.Answer.NOT_ASKED, null));
  }

  private static GateLine.Answer answer(GateAnswer answer) {
    return switch (answer) {
      case GO -> GateLine.Answer.GO;
      case NO_GO -> GateLine.Answer.NO_GO;
      case UNKNOWN -> GateLine.Answer.NOT_KNOWN;
    };
  }

  private List<Touch> touches() {
    List<Touch> found = new ArrayList<>();
    plan.cluster()
        .services()
        .forEach((name, service) -> {
          List<Interval> planned = story.planned(name);
          if (!planned.isEmpty()) {
            found.add(
                new Touch(
                    name, titled(service.title(), name), Intervals.of(planned), story.harm(name)));
          }
        });
    return found;
  }

  static Text titled(@Nullable Text title, String name) {
    return title == null ? Text.of(name) : title;
  }
}
