package io.s22.cli.show;

import io.s22.cli.show.Picture.Ask;
import io.s22.cli.show.Picture.ServiceRow;
import io.s22.cli.show.Picture.StageRow;
import io.s22.cli.show.Picture.Standing;
import io.s22.cli.show.Picture.StepRow;
import io.s22.journal.Event.Expected;
import io.s22.run.RunView.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Draws a {@link Picture} as lines: the same ones in a live terminal and in a log. */
public final class Drawing {
  private static final int NAME = 26;
  private static final int LEAST_BAR = 24;

  private final Picture picture;
  private final Paint paint;
  private final Bars bars;
  private final List<String> lines = new ArrayList<>();

  private Drawing(Picture picture, int width, boolean colours) {
    this.picture = picture;
    this.paint = new Paint(colours);
    this.bars = scale(picture, Math.max(LEAST_BAR, Math.min(96, width - NAME - rest(picture))));
  }

  /** What stands to the right of the bars. */
  private static int rest(Picture picture) {
    return picture.services().isEmpty() ? 16 : 28;
  }

  /** The lines of {@code picture} for a terminal of {@code width} characters. */
  public static List<String> lines(Picture picture, int width, boolean colours) {
    return new Drawing(picture, width, colours).draw();
  }

  /**
   * The same in at most {@code rows} lines where that can be: steps that have ended go first, then
   * those that wait, then all, then what hangs out at the bottom.
   */
  public static List<String> fitting(Picture picture, int width, boolean colours, int rows) {
    List<String> lines = lines(picture, width, colours);
    for (Predicate<StepRow> kept : KEPT) {
      if (lines.size() <= rows) {
        return lines;
      }
      List<String> dense = dense(lines);
      if (dense.size() <= rows) {
        return dense;
      }
      List<StageRow> stages =
          picture.stages().stream()
              .map(stage -> stage.with(stage.steps().stream().filter(kept).toList()))
              .toList();
      lines = lines(picture.with(stages), width, colours);
    }
    List<String> dense = dense(lines);
    return dense.subList(0, Math.min(dense.size(), rows));
  }

  /** Without the lines on which nothing is seen. */
  private static List<String> dense(List<String> lines) {
    return lines.stream().filter(line -> !Paint.plain(line).isBlank()).toList();
  }

  private static final List<Predicate<StepRow>> KEPT =
      List.of(
          step -> step.progress() != Progress.DONE && step.progress() != Progress.SKIPPED,
          Drawing::isMoving,
          step -> false);

  private static boolean isMoving(StepRow step) {
    return switch (step.progress()) {
      case RUNNING, UNDOING, FAILED -> true;
      case WAITING, DONE, UNDONE, SKIPPED -> false;
    };
  }

  /**
   * From the window's opening, or what began before, to its close; a run that needs far less than
   * its window is drawn up to its own end.
   */
  private static Bars scale(Picture picture, int width) {
    Instant from = Objects.requireNonNullElse(picture.planned().from(), picture.now());
    Instant closes = Objects.requireNonNullElse(picture.planned().to(), picture.now());
    Instant last = picture.state().ended() ? from : picture.now();
    Expected expected = picture.expected();
    if (expected != null && !picture.state().ended()) {
      last = later(last, expected.p90Finish());
    }
    for (StageRow stage : picture.stages()) {
      last = later(last, stage.actual().to());
      from = earlier(from, stage.actual().from());
      for (StepRow step : stage.steps()) {
        last = later(last, step.actual().to());
      }
    }
    boolean small =
        Duration.between(from, last).multipliedBy(4).compareTo(Duration.between(from, closes)) < 0;
    return new Bars(from, small ? last : later(closes, last), width);
  }

  private static Instant later(Instant one, @Nullable Instant other) {
    return other != null && other.isAfter(one) ? other : one;
  }

  private static Instant earlier(Instant one, @Nullable Instant other) {
    return other != null && other.isBefore(one) ? other : one;
  }

  private List<String> draw() {
    head();
    lines.add("");
    lines.add(" ".repeat(NAME + 2) + paint.dim(bars.labels(picture.zone())));
    picture.stages().forEach(this::stage);
    services();
    picture.asks().forEach(this::ask);
    return lines;
  }

  private void head() {
    lines.add(paint.bold(picture.title()) + "  " + paint.dim(picture.run()));
    String state = picture.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String window =
        "window %s to %s %s"
            .formatted(
                Spoken.day(picture.planned().from(), picture.zone()),
                Spoken.day(picture.planned().to(), picture.zone()),
                picture.zone());
    lines.add(paint.bold(state) + "   " + window + "   now " + now() + "   " + left());
    Expected expected = picture.expected();
    if (expected != null) {
      lines.add(expectation(expected));
    }
    if (!picture.simulated().isEmpty()) {
      lines.add(paint.alarm("SIMULATED: ") + String.join(", ", picture.simulated()));
    }
  }

  private String now() {
    return Spoken.second(picture.now(), picture.zone());
  }

  private String left() {
    Instant closes = picture.planned().to();
    if (closes == null || picture.state().ended()) {
      return "";
    }
    Duration left = Duration.between(picture.now(), closes);
    return left.isNegative()
        ? paint.alarm("overrunning by " + Spoken.length(left.negated()))
        : Spoken.length(left) + " left";
  }

  private String expectation(Expected expected) {
    return paint.dim(
        "finish P50 %s, P90 %s; overrun %.1f %%; turn back until %s (%s)"
            .formatted(
                Spoken.minute(expected.p50Finish(), picture.zone()),
                Spoken.minute(expected.p90Finish(), picture.zone()),
                expected.overrun() * 100,
                Spoken.second(expected.pointOfNoReturn(), picture.zone()),
                expected.basis()));
  }

  private void stage(StageRow stage) {
    lines.add(
        name(stage.name(), stage.progress(), 0)
            + paint.dim(bars.bar(stage.planned(), picture.now(), '░')));
    lines.add(
        " ".repeat(NAME + 2)
            + paint
                .of(stage.progress(), bars.bar(stage.actual(), picture.now(), '█'))
                .stripTrailing()
            + late("past its box", stage.progress(), stage.planned(), stage.actual()));
    stage.steps().forEach(this::step);
  }

  private void services() {
    if (picture.services().isEmpty()) {
      return;
    }
    lines.add(paint.dim("  as users find them: █ up  ▒ degraded  ─ closed as announced  ✘ down"));
    for (ServiceRow service : picture.services()) {
      Standing last =
          service.stretches().isEmpty() ? Standing.UP : service.stretches().getLast().standing();
      String text = "  " + cut(service.name(), NAME - 2);
      String padded = text + " ".repeat(Math.max(0, NAME - Paint.places(text))) + "  ";
      lines.add(
          paint.of(last, padded)
              + bars.strip(service.stretches(), picture.now(), paint)
              + " "
              + service.detail());
    }
  }

  private void step(StepRow step) {
    String bar = paint.of(step.progress(), bars.bar(step.actual(), picture.now(), '▇'));
    String hosts = step.hosts() > 1 ? " %d/%d".formatted(step.done(), step.hosts()) : "";
    String time =
        step.actual().from() == null ? "" : Spoken.length(step.actual().length(picture.now()));
    String late = late("too late", step.progress(), step.planned(), step.actual());
    String behind = step.behind().isEmpty() ? "" : "  " + paint.dim(step.behind());
    lines.add(
        (name(step.name(), step.progress(), 2) + bar + " " + time + hosts).stripTrailing()
            + late
            + behind);
    if (!step.detail().isEmpty() && step.progress() != Progress.DONE) {
      lines.add(" ".repeat(NAME + 2) + paint.dim(cut(step.detail(), bars.width() + 12)));
    }
  }

  /** Says by how much something missed its deadline, once it has; what was skipped misses none. */
  private String late(String how, Progress progress, Span planned, Span actual) {
    Duration late = planned.late(actual, picture.now());
    boolean never = actual.to() == null && picture.state().ended();
    return late.isZero() || never || progress == Progress.SKIPPED
        ? ""
        : "  " + paint.alarm(Spoken.length(late) + " " + how);
  }

  private String name(String name, Progress progress, int indent) {
    String text = " ".repeat(indent) + Paint.sign(progress) + " " + cut(name, NAME - indent - 2);
    String padded = text + " ".repeat(Math.max(0, NAME - text.length())) + "  ";
    return indent == 0 ? paint.bold(padded) : paint.of(progress, padded);
  }

  private void ask(Ask ask) {
    String deadline =
        ask.deadline() == null ? "" : " by " + Spoken.second(ask.deadline(), picture.zone());
    lines.add("");
    lines.add(paint.alarm("? ") + paint.bold(ask.role() + deadline + ": ") + ask.text());
    lines.add(
        "  s22 approve %s %s --choice %s"
            .formatted(picture.run(), ask.question(), String.join("|", ask.choices())));
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, Math.max(0, length - 1)) + "…";
  }
}
