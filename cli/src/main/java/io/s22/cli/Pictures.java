package io.s22.cli;

import io.s22.cli.show.Picture;
import io.s22.cli.show.Picture.Ask;
import io.s22.cli.show.Picture.StageRow;
import io.s22.cli.show.Picture.StepRow;
import io.s22.cli.show.Span;
import io.s22.plan.Stage;
import io.s22.plan.Step;
import io.s22.plan.Timetable;
import io.s22.run.RunView.HostView;
import io.s22.run.RunView.Progress;
import io.s22.run.RunView.StepView;
import io.s22.run.engine.RunFold;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Makes the picture of a run from its fold. */
final class Pictures {
  private Pictures() {}

  static Picture of(RunFold fold, Instant now) {
    List<Ask> asks =
        fold.questions().stream()
            .map(q -> new Ask(q.question(), q.role(), q.text(), q.choices(), q.deadline()))
            .toList();
    return new Picture(
        fold.run(),
        fold.plan().title().in(Locale.getDefault()),
        fold.plan().zone(),
        now,
        fold.state(),
        new Span(fold.opens(), fold.closes()),
        fold.expected(),
        fold.plan().stages().stream().map(stage -> row(fold, stage)).toList(),
        asks,
        fold.simulated());
  }

  private static StageRow row(RunFold fold, Stage stage) {
    Timetable table = new Timetable(fold.plan(), fold.plan().window());
    Duration shift = Duration.between(table.opens(), fold.opens());
    Span planned = new Span(table.begins(stage).plus(shift), table.ends(stage).plus(shift));
    Map<String, StepView> views = fold.steps();
    List<StepView> mine =
        stage.steps().stream().map(step -> Objects.requireNonNull(views.get(step.step()))).toList();
    return new StageRow(
        stage.stage(),
        progress(mine),
        planned,
        actual(mine),
        stage.steps().stream().map(step -> row(step, views, due(table, step, shift))).toList());
  }

  private static Span due(Timetable table, Step step, Duration shift) {
    LocalTime due = step.doneBy();
    return due == null ? Span.NEVER : new Span(null, table.at(due).plus(shift));
  }

  private static StepRow row(Step step, Map<String, StepView> views, Span planned) {
    StepView view = Objects.requireNonNull(views.get(step.step()));
    int done =
        (int) view.hosts().values().stream().filter(h -> h.progress() == Progress.DONE).count();
    return new StepRow(
        step.step(),
        view.progress(),
        planned,
        new Span(view.started(), view.ended()),
        view.hosts().size(),
        done,
        detail(view));
  }

  private static String detail(StepView view) {
    return view.hosts().values().stream()
        .filter(host -> host.current() != null)
        .map(Pictures::doing)
        .limit(3)
        .reduce((one, other) -> one + ", " + other)
        .orElse("");
  }

  private static String doing(HostView host) {
    var effect = Objects.requireNonNull(host.current());
    String phase = effect.phase().name().toLowerCase(Locale.ROOT);
    String attempt = effect.attempt() > 1 ? " (attempt " + effect.attempt() + ")" : "";
    return (host.host().isEmpty() ? "" : host.host() + " ") + phase + attempt;
  }

  /** A stage is as far as its steps: under way while one is, done when all are. */
  private static Progress progress(List<StepView> steps) {
    for (Progress telling :
        List.of(Progress.UNDOING, Progress.RUNNING, Progress.FAILED, Progress.UNDONE)) {
      if (steps.stream().anyMatch(step -> step.progress() == telling)) {
        return telling;
      }
    }
    if (!steps.isEmpty() && steps.stream().allMatch(step -> step.progress() == Progress.SKIPPED)) {
      return Progress.SKIPPED;
    }
    boolean begun = steps.stream().anyMatch(step -> step.progress() != Progress.WAITING);
    boolean over = steps.stream().noneMatch(step -> step.progress() == Progress.WAITING);
    return over ? Progress.DONE : begun ? Progress.RUNNING : Progress.WAITING;
  }

  private static Span actual(List<StepView> steps) {
    Instant from = null;
    Instant to = null;
    boolean open = false;
    for (StepView step : steps) {
      Instant started = step.started();
      Instant ended = step.ended();
      if (started != null && (from == null || started.isBefore(from))) {
        from = started;
      }
      if (ended != null && (to == null || ended.isAfter(to))) {
        to = ended;
      }
      open |= step.progress() == Progress.WAITING || ended == null;
    }
    return new Span(from, open ? null : to);
  }
}
