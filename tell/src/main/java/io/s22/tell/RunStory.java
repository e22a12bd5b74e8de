package io.s22.tell;

import io.s22.journal.Effect;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.RunState;
import io.s22.plan.Inventory;
import io.s22.plan.Plan;
import io.s22.plan.Stage;
import io.s22.plan.Step;
import io.s22.plan.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a run's journal tells the public, folded entry by entry. Names of people and hosts, reasons
 * and output do not get in: what is not here cannot leak. Not thread-safe.
 */
public final class RunStory implements Consumer<Entry> {
  /** A moment the public is told of. */
  record Moment(long seq, Instant at, Kind kind, String subject, Progress progress) {
    /** What happened. */
    enum Kind {
      OPENED,
      MOVED,
      STARTED,
      STAGE_BEGAN,
      STAGE_ENDED,
      PAUSED,
      ASKING,
      WENT_ON,
      ROLLING_BACK,
      ENDED
    }
  }

  /** One answer of a gate. */
  record Answered(String subject, int gate, io.s22.journal.GateAnswer answer, Instant at) {}

  private final String run;
  private final Plan plan;
  private final Event.RunOpened opened;
  private final Instant openedAt;
  private final Map<String, StepStory> steps = new LinkedHashMap<>();
  private final Map<String, Stage> stageOf = new LinkedHashMap<>();
  private final Map<String, Progress> stages = new LinkedHashMap<>();
  private final Map<String, List<Stage>> touching;
  private final Map<String, Harm> harms;
  private final List<Moment> moments = new ArrayList<>();
  private final List<WindowMove> moves = new ArrayList<>();
  private final List<Answered> gates = new ArrayList<>();
  private final List<Event.Measured> measured = new ArrayList<>();
  private Instant opens;
  private Instant closes;
  private RunState state = RunState.WAITING;
  private @Nullable Instant started;
  private @Nullable Instant ended;
  private Event.@Nullable Expected expected;
  private long seq;
  private @Nullable Reckoned reckoned;

  /**
   * @param plan the plan in {@code first}, read
   * @param first the entry that opened the run
   */
  public RunStory(Plan plan, Entry first) {
    this.plan = plan;
    this.run = first.run();
    this.opened = (Event.RunOpened) first.event();
    this.openedAt = first.at();
    this.opens = opened.opens();
    this.closes = opened.closes();
    Inventory inventory = new Inventory(plan.cluster());
    for (Stage stage : plan.stages()) {
      stages.put(stage.stage(), Progress.WAITING);
      for (Step step : stage.steps()) {
        List<String> hosts = inventory.hosts(step.on());
        steps.put(step.step(), new StepStory(step, hosts.isEmpty() ? List.of("") : hosts));
        stageOf.put(step.step(), stage);
      }
    }
    touching = Impact.touching(plan);
    this.harms = Harm.of(plan);
    seq = first.seq();
    moments.add(new Moment(seq, first.at(), Moment.Kind.OPENED, "", Progress.WAITING));
  }

  /** Takes the next entry of the journal. */
  @Override
  public void accept(Entry entry) {
    seq = entry.seq();
    switch (entry.event()) {
      case Event.Moved moved -> moved(moved.to(), entry.at());
      case Event.Intent(Effect effect) -> {
        StepStory step = steps.get(effect.step());
        if (step != null) {
          step.began(effect, entry.at());
          stage(effect.step(), entry.at());
        }
      }
      case Event.Ended(Effect effect, var outcome) -> {
        StepStory step = steps.get(effect.step());
        if (step != null) {
          step.ended(effect, outcome, entry.at());
          stage(effect.step(), entry.at());
        }
      }
      case Event.Skipped(String name, String because) -> {
        StepStory step = steps.get(name);
        if (step != null) {
          step.skipped(entry.at());
          stage(name, entry.at());
        }
      }
      case Event.Decided decided -> decided(decided, entry.at());
      case Event.GateAnswered(String subject, int gate, var answer, String detail) ->
          gates.add(new Answered(subject, gate, answer, entry.at()));
      case Event.Expected latest -> expected = latest;
      case Event.Extended extended -> move(entry.at(), opens, extended.closes());
      case Event.Measured slice -> measured.add(slice);
      case Event.RunOpened again -> {}
      case Event.TakenOver node -> {}
      case Event.Probed probe -> {}
      case Event.Asked question -> {}
      case Event.Commanded command -> {}
      case Event.Interrupted interrupted -> {}
      case Event.Closed closed -> {}
      case Event.Noted note -> {}
    }
  }

  private void moved(RunState to, Instant at) {
    RunState from = state;
    state = to;
    switch (to) {
      case RUNNING -> {
        if (started == null) {
          started = at;
          tell(at, Moment.Kind.STARTED);
        } else if (from == RunState.PAUSED || from == RunState.ASKING) {
          tell(at, Moment.Kind.WENT_ON);
        }
      }
      case PAUSED -> tell(at, Moment.Kind.PAUSED);
      case ASKING -> tell(at, Moment.Kind.ASKING);
      case ROLLING_BACK -> tell(at, Moment.Kind.ROLLING_BACK);
      case DONE, PARTLY_DONE, ROLLED_BACK, ABORTED, STUCK -> {
        ended = at;
        tell(at, Moment.Kind.ENDED);
      }
      case WAITING, PAUSING -> {}
    }
  }

  private void stage(String step, Instant at) {
    Stage stage = stageOf.get(step);
    if (stage == null) {
      return;
    }
    Progress before = stages.getOrDefault(stage.stage(), Progress.WAITING);
    Progress after = progress(stage);
    stages.put(stage.stage(), after);
    if (before == Progress.WAITING && after != Progress.WAITING && !after.over()) {
      tell(at, Moment.Kind.STAGE_BEGAN, stage.stage(), after);
    } else if (!before.over() && after.over()) {
      tell(at, Moment.Kind.STAGE_ENDED, stage.stage(), after);
    }
  }

  private void tell(Instant at, Moment.Kind kind) {
    tell(at, kind, "", Progress.RUNNING);
  }

  private void tell(Instant at, Moment.Kind kind, String subject, Progress progress) {
    moments.add(new Moment(seq, at, kind, subject, progress));
  }

  /** A stage is as far as its steps: under way while one is, over when all are. */
  private Progress progress(Stage stage) {
    List<Progress> all = stage.steps().stream().map(s -> step(s).progress()).toList();
    boolean over = all.stream().allMatch(Progress::over);
    if (all.contains(Progress.UNDOING)) {
      return Progress.UNDOING;
    }
    if (!over) {
      return all.stream().allMatch(Progress.WAITING::equals) ? Progress.WAITING : Progress.RUNNING;
    }
    for (Progress telling : List.of(Progress.FAILED, Progress.UNDONE, Progress.DONE)) {
      if (all.contains(telling)) {
        return telling;
      }
    }
    return Progress.SKIPPED;
  }

  private void decided(Event.Decided decided, Instant at) {
    String question = decided.question();
    if (!question.equals("window") && !question.startsWith("window#")) {
      return;
    }
    if (decided.choice().equals("start-now")) {
      move(at, at, at.plus(Duration.between(opens, closes)));
    }
    for (Window window : plan.window().fallback()) {
      if (decided.choice().equals("window-" + window.opens())) {
        move(at, window.opensIn(plan.zone()), window.closesIn(plan.zone()));
      }
    }
  }

  private void move(Instant at, Instant newOpens, Instant newCloses) {
    moves.add(new WindowMove(at, opens, closes, newOpens, newCloses));
    opens = newOpens;
    closes = newCloses;
    tell(at, Moment.Kind.MOVED);
  }

  StepStory step(Step step) {
    StepStory story = steps.get(step.step());
    if (story == null) {
      throw new IllegalArgumentException("no step of this plan: " + step.step());
    }
    return story;
  }

  Progress progressOf(Stage stage) {
    return stages.getOrDefault(stage.stage(), Progress.WAITING);
  }

  /** An impact, and what it was reckoned from. */
  private record Reckoned(Instant now, long seq, Impact impact) {}

  /** When services suffered; reckoned once for an instant, and once for a run that has ended. */
  Impact impact(Instant now) {
    Reckoned known = reckoned;
    if (known != null && known.seq() == seq && (state.ended() || known.now().equals(now))) {
      return known.impact();
    }
    Impact impact = Impact.of(this, now);
    reckoned = new Reckoned(now, seq, impact);
    return impact;
  }

  /** The time the plan sets aside for what it does to a service, in the window as it stands. */
  List<Interval> planned(String service) {
    Boxes boxes = new Boxes(this);
    List<Interval> planned = new ArrayList<>();
    for (Stage stage : touching.getOrDefault(service, List.of())) {
      Interval box = boxes.of(stage);
      planned.add(box);
      Impact.ending(plan, stage, service)
          .forEach(last -> planned.add(new Interval(box.from(), boxes.of(last).to())));
    }
    return planned;
  }

  /** What the plan does to a service at the worst. */
  Harm harm(String service) {
    return harms.getOrDefault(service, Harm.NO_IMPACT);
  }

  public String run() {
    return run;
  }

  public Plan plan() {
    return plan;
  }

  public RunState state() {
    return state;
  }

  /** The number of the newest entry in it. */
  public long seq() {
    return seq;
  }

  /** When the run was opened, which is when the public could first know of it. */
  public Instant openedAt() {
    return openedAt;
  }

  /** What happened that people may be told of, in the journal's order. */
  public List<Milestone> milestones() {
    List<Milestone> found = new ArrayList<>();
    int move = 0;
    for (Moment moment : moments) {
      WindowMove moved = moment.kind() == Moment.Kind.MOVED ? moves.get(move++) : null;
      found.add(Milestone.of(moment, moved));
    }
    return found;
  }

  /** The window as the public sees it. */
  public Maintenance window(List<Post> posts) {
    return Maintenances.of(this, posts);
  }

  /** When {@code service} was away because of this run, up to {@code now}. */
  public Intervals away(String service, Instant now) {
    return impact(now).away(service);
  }

  /** The services that the plan touches, in its order. */
  public List<String> touched() {
    return plan.cluster().services().keySet().stream()
        .filter(service -> !touching.getOrDefault(service, List.of()).isEmpty())
        .toList();
  }

  /** The services that one stage touches, in the plan's order. */
  public List<String> touchedBy(String stage) {
    return plan.cluster().services().keySet().stream()
        .filter(service ->
            touching.getOrDefault(service, List.of()).stream()
                .anyMatch(each -> each.stage().equals(stage)))
        .toList();
  }

  Event.RunOpened opened() {
    return opened;
  }

  public Instant opens() {
    return opens;
  }

  public Instant closes() {
    return closes;
  }

  @Nullable Instant started() {
    return started;
  }

  @Nullable Instant ended() {
    return ended;
  }

  Event.@Nullable Expected expected() {
    return expected;
  }

  List<Moment> moments() {
    return List.copyOf(moments);
  }

  List<WindowMove> moves() {
    return List.copyOf(moves);
  }

  List<Answered> gates() {
    return List.copyOf(gates);
  }

  List<Event.Measured> measured() {
    return List.copyOf(measured);
  }
}
