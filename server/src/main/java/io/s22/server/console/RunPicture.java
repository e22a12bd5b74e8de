package io.s22.server.console;

import io.s22.journal.Event;
import io.s22.journal.RunState;
import io.s22.plan.Stage;
import io.s22.plan.Step;
import io.s22.plan.Text;
import io.s22.plan.Timetable;
import io.s22.run.RunView.Progress;
import io.s22.run.RunView.StepView;
import io.s22.run.engine.RunFold;
import io.s22.server.office.LogBook;
import io.s22.tell.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A run as the console draws it: each stage's box above what really happened, and its steps. */
public final class RunPicture {
  /** The width of all bars, in units of their own. */
  public static final int WIDTH = 1_000;

  private static final int LEAST = 4;

  private final RunFold fold;
  private final Instant now;
  private final Language language;
  private final Map<String, List<LogBook.Line>> logs;
  private final Timetable table;
  private final Duration shift;

  RunPicture(RunFold fold, Instant now, Language language, Map<String, List<LogBook.Line>> logs) {
    this.fold = fold;
    this.now = now;
    this.language = language;
    this.logs = Map.copyOf(logs);
    this.table = new Timetable(fold.plan(), fold.plan().window());
    this.shift = Duration.between(table.opens(), fold.opens());
  }

  /** A bar from {@code x}, {@code width} wide. */
  public record Bar(int x, int width) {}

  /** A stage with its bars and steps. */
  public record Row(
      String name, String title, Bar planned, @Nullable Bar actual, List<Line> steps) {}

  /** A step. */
  public record Line(
      String name,
      Progress progress,
      @Nullable Instant started,
      @Nullable Instant ended,
      int done,
      int hosts,
      List<LogBook.Line> log) {}

  public RunState state() {
    return fold.state();
  }

  public Instant opens() {
    return fold.opens();
  }

  public Instant closes() {
    return fold.closes();
  }

  public Instant noReturn() {
    return fold.pointOfNoReturn();
  }

  public Event.@Nullable Expected expected() {
    return fold.expected();
  }

  public List<Event.Asked> questions() {
    return fold.questions();
  }

  public List<String> simulated() {
    return fold.simulated();
  }

  /** Where the present is. */
  public int at() {
    return x(now);
  }

  public List<Row> rows() {
    return fold.plan().stages().stream().map(this::row).toList();
  }

  private Row row(Stage stage) {
    List<Line> steps = stage.steps().stream().map(this::line).toList();
    Bar planned = bar(table.begins(stage).plus(shift), table.ends(stage).plus(shift));
    Text title = stage.title();
    String name = title == null ? stage.stage() : title.in(language.locale());
    return new Row(stage.stage(), name, planned, actual(steps), steps);
  }

  private Line line(Step step) {
    StepView view = Objects.requireNonNull(fold.steps().get(step.step()));
    int done =
        (int) view.hosts().values().stream().filter(h -> h.progress() == Progress.DONE).count();
    return new Line(
        step.step(),
        view.progress(),
        view.started(),
        view.ended(),
        done,
        view.hosts().size(),
        logs.getOrDefault(step.step(), List.of()));
  }

  private @Nullable Bar actual(List<Line> steps) {
    Instant from = null;
    Instant to = null;
    boolean open = false;
    for (Line step : steps) {
      Instant started = step.started();
      Instant ended = step.ended();
      if (started != null && (from == null || started.isBefore(from))) {
        from = started;
      }
      if (ended != null && (to == null || ended.isAfter(to))) {
        to = ended;
      }
      open |= started != null && ended == null;
    }
    return from == null ? null : bar(from, open || to == null ? now : to);
  }

  private Bar bar(Instant from, Instant to) {
    int x = x(from);
    return new Bar(x, Math.max(LEAST, x(to) - x));
  }

  private int x(Instant at) {
    double whole = Math.max(1, Duration.between(opens(), closes()).toMillis());
    double part = Duration.between(opens(), at).toMillis();
    return (int) Math.clamp(WIDTH * part / whole, 0, WIDTH - LEAST);
  }

  /** A word for how far something is. */
  public String word(Progress progress) {
    boolean en = language == Language.EN;
    return switch (progress) {
      case WAITING -> en ? "○ waiting" : "○ 等待";
      case RUNNING -> en ? "▶ running" : "▶ 进行中";
      case DONE -> en ? "✔ done" : "✔ 完成";
      case FAILED -> en ? "✘ failed" : "✘ 失败";
      case UNDOING -> en ? "↶ being undone" : "↶ 回退中";
      case UNDONE -> en ? "↶ undone" : "↶ 已回退";
      case SKIPPED -> en ? "– skipped" : "– 已跳过";
    };
  }

  /** A word for a run's state. */
  public static String word(RunState state, Language language) {
    boolean en = language == Language.EN;
    return switch (state) {
      case WAITING -> en ? "○ waiting" : "○ 等待";
      case RUNNING -> en ? "▶ running" : "▶ 进行中";
      case PAUSING -> en ? "‖ pausing" : "‖ 正在暂停";
      case PAUSED -> en ? "‖ paused" : "‖ 已暂停";
      case ASKING -> en ? "? asking" : "? 等待答复";
      case ROLLING_BACK -> en ? "↶ rolling back" : "↶ 回滚中";
      case DONE -> en ? "✔ done" : "✔ 完成";
      case ROLLED_BACK -> en ? "↶ rolled back" : "↶ 已回滚";
      case PARTLY_DONE -> en ? "◐ partly done" : "◐ 部分完成";
      case ABORTED -> en ? "■ aborted" : "■ 已中止";
      case STUCK -> en ? "! stuck" : "! 卡住";
    };
  }
}
