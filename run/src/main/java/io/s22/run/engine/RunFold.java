package io.s22.run.engine;

import io.s22.journal.Effect;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.Finding;
import io.s22.journal.Outcome;
import io.s22.journal.Phase;
import io.s22.journal.RunState;
import io.s22.plan.Plan;
import io.s22.plan.S22Exception;
import io.s22.plan.Variables;
import io.s22.run.RunStore;
import io.s22.run.RunView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stands: its journal, folded entry by entry. Each entry costs as much as what it
 * changes, not as much as the plan is long. Not thread-safe.
 */
public final class RunFold implements RunView {
  final CompiledPlan compiled;
  final String run;
  long opens;
  long closes;
  RunState state = RunState.WAITING;

  List<StageState> stages = List.of();
  List<StepState> steps = List.of();
  Agenda agenda;
  final Set<HostState> verdicts = new LinkedHashSet<>();
  final TreeSet<GateRow> gates = new TreeSet<>(GateRow.BY_TIME);
  Crews crews;
  Capacity capacity;
  final Map<StepState, String> toSkip = new LinkedHashMap<>();
  final Set<HostState> inFlight = new LinkedHashSet<>();
  final List<UndoSet> undoing = new ArrayList<>();
  final Forward forward = new Forward(this);
  final Doubts doubts = new Doubts(this);
  final People people = new People(this);

  /** The undo of the whole run, once nothing is under way any more. */
  @Nullable UndoSet runUndo;

  @Nullable String rollBackBecause;
  @Nullable String stuckBecause;
  boolean goingBack;

  /** Whether its window was ever open to it. */
  boolean hasRun;

  /** Whether steps of the approval driver are asked of people, and not simulated. */
  final boolean asksPeople;

  /** What undoing everything touched would take, at each host's P90, in milliseconds. */
  long reserve;

  /** How much sooner a forecast last saw the point of no return than the reserve puts it. */
  long sooner;

  int stagesLeft;
  boolean incomplete;

  /** Grows with each step that ended: when what is expected may have changed. */
  int milestones;

  long lastEnd;
  long lastAt;
  Event.@Nullable Expected expected;

  /** Why expectations rest on less than they should, as last noted. */
  @Nullable String forecastTrouble;

  final Variables variables;

  /** Drivers bound to the simulated one; {@code *} for all. */
  final List<String> simulated;

  private long seq;

  public RunFold(CompiledPlan compiled, String run, Event.RunOpened opened) {
    this.compiled = compiled;
    this.run = run;
    this.variables = new Variables(compiled.plan(), opened.variables());
    this.simulated = opened.simulated();
    this.asksPeople = !Approvals.simulated(opened.simulated());
    this.crews = new Crews(compiled.plan().crews());
    this.capacity = new Capacity(compiled.services());
    this.agenda = new Agenda(capacity);
    moveWindow(opened.opens().toEpochMilli(), opened.closes().toEpochMilli());
  }

  /**
   * Folds the journal of {@code run}.
   *
   * @throws S22Exception S22-4003 when there is no such run; what {@code plans} throws
   */
  public static RunFold read(
      RunStore store, String run, Function<Event.RunOpened, CompiledPlan> plans) {
    FoldReading reading = new FoldReading(run, plans);
    store.read(run, 1, reading);
    return reading.fold();
  }

  /** Sets the window of a run none of whose work has begun. */
  void moveWindow(long opensAt, long closesAt) {
    opens = opensAt;
    closes = closesAt;
    agenda = new Agenda(capacity);
    gates.clear();
    crews = new Crews(compiled.plan().crews());
    stages = compiled.stages().stream().map(unit -> new StageState(unit, verdicts)).toList();
    steps = compiled.steps().stream().map(this::stepState).toList();
    stagesLeft = stages.size();
    lastEnd = 0;
    forward.begin();
  }

  private StepState stepState(StepUnit unit) {
    StageState stage = stages.get(unit.stage.index);
    StepState step = new StepState(unit, stage);
    stage.steps.add(step);
    stage.left++;
    return step;
  }

  /** Takes the next entry of the journal, the one that opened the run excepted. */
  public void apply(Entry entry) {
    seq = entry.seq();
    apply(entry.at(), entry.by(), entry.event());
  }

  void apply(Instant instant, String by, Event event) {
    long at = instant.toEpochMilli();
    lastAt = Math.max(lastAt, at);
    switch (event) {
      case Event.RunOpened opened -> {}
      case Event.TakenOver takenOver -> takenOver(at);
      case Event.Moved moved -> moved(moved, at);
      case Event.Intent(Effect effect) -> intent(effect, at);
      case Event.Ended(Effect effect, Outcome outcome) -> ended(effect, outcome, at);
      case Event.Probed(Effect effect, Finding finding) -> probed(effect, finding, at);
      case Event.GateAnswered answered -> GateRules.answered(this, answered, at);
      case Event.Asked asked -> people.asked(asked);
      case Event.Decided decided -> people.decided(decided, by, at);
      case Event.Extended extended -> closes = extended.closes().toEpochMilli();
      case Event.Commanded commanded -> people.commanded(commanded.kind(), by);
      case Event.Expected latest -> expected(latest);
      case Event.Skipped(String step, String because) -> skipped(step, at);
      case Event.Measured measured -> {}
      case Event.Interrupted interrupted -> {}
      case Event.Closed closed -> {}
      case Event.Noted noted -> noted(noted);
    }
  }

  private void takenOver(long at) {
    doubts.restart(at);
    boolean onTheWay =
        state == RunState.RUNNING || state == RunState.PAUSING || state == RunState.ASKING;
    if (onTheWay && hasRun && !goingBack && at >= closes && !people.goesOn) {
      people.needsApproval = true;
    }
  }

  private void moved(Event.Moved moved, long at) {
    state = moved.to();
    switch (moved.to()) {
      case RUNNING -> {
        hasRun = true;
        people.resumeBy = null;
      }
      case PAUSED -> people.pauseBy = null;
      case ROLLING_BACK -> goBack();
      case WAITING, PAUSING, ASKING, DONE, PARTLY_DONE, ROLLED_BACK, ABORTED, STUCK -> {}
    }
    if (moved.to().ended()) {
      people.open.clear();
    }
  }

  private void goBack() {
    if (!goingBack) {
      goingBack = true;
      gates.clear();
      people.open.keySet().removeIf(q -> !q.startsWith("unknown:") && !q.startsWith("approval:"));
      people.failed.clear();
      people.withdrawApprovals();
    }
    undoRunIfQuiet();
  }

  private void undoRunIfQuiet() {
    if (goingBack && runUndo == null && inFlight.isEmpty()) {
      runUndo = new UndoSet(steps, null);
    }
  }

  private void intent(Effect effect, long at) {
    HostState host = host(effect);
    if (host == null) {
      return;
    }
    host.current = effect;
    host.since = at;
    inFlight.add(host);
    if (host.undo == null) {
      forward.began(host, effect, at);
    } else {
      host.progress = Progress.UNDOING;
    }
  }

  private void ended(Effect effect, Outcome outcome, long at) {
    HostState host = host(effect);
    boolean refused = outcome instanceof Outcome.Refused;
    if (host == null || !(effect.equals(host.current) || (refused && !host.begun))) {
      return;
    }
    if (host.current == null) {
      neverBegan(host, at);
    }
    if (!(outcome instanceof Outcome.Unknown)) {
      host.current = null;
      inFlight.remove(host);
      doubts.clear(host);
    }
    UndoSet set = host.undo;
    if (set == null) {
      forward.ended(host, effect, outcome, at);
    } else {
      undoEnded(host, set, outcome, at);
    }
    undoRunIfQuiet();
  }

  /** A task that could never begin was refused without an effect (docs/semantics.md, 23). */
  private void neverBegan(HostState host, long at) {
    if (host.step.started == StepState.NEVER) {
      forward.began(host, host.effect(Phase.PRECHECK), at);
    }
    agenda.remove(host);
    host.next = null;
    forward.enter(host);
  }

  private void undoEnded(HostState host, UndoSet set, Outcome outcome, long at) {
    switch (outcome) {
      case Outcome.Done done -> forward.failures().undone(host, set, at);
      case Outcome.Refused(String reason) -> forward.failures().stuck(host, reason);
      case Outcome.Failed(String reason) -> forward.failures().stuck(host, reason);
      case Outcome.Unknown unknown -> doubts.add(host, at);
    }
  }

  private void probed(Effect effect, Finding finding, long at) {
    HostState host = host(effect);
    if (host != null && effect.equals(host.current)) {
      doubts.found(host, finding, at);
    }
  }

  private void skipped(String name, long at) {
    StepState step = step(name);
    if (step != null && !step.hasEnded()) {
      toSkip.remove(step);
      forward.stepEnded(step, Progress.SKIPPED, at);
    }
  }

  private void noted(Event.Noted noted) {
    if (noted.subject().equals(Forecaster.SUBJECT)) {
      forecastTrouble = noted.text();
    }
  }

  private void expected(Event.Expected latest) {
    expected = latest;
    long declared = closes - reserve;
    boolean simulated = !latest.basis().equals(DeclaredOutlook.BASIS);
    sooner = simulated ? declared - latest.pointOfNoReturn().toEpochMilli() : 0;
  }

  void rollBack(String because) {
    if (rollBackBecause == null) {
      rollBackBecause = because;
    }
  }

  void countEnd(Progress progress) {
    incomplete |= progress != Progress.DONE;
    milestones++;
  }

  @Nullable StepState step(String name) {
    StepUnit unit = compiled.step(name);
    return unit == null ? null : steps.get(unit.index);
  }

  private @Nullable HostState host(Effect effect) {
    StepState step = step(effect.step());
    if (step == null) {
      return null;
    }
    step.makeHosts();
    int index = step.unit.hostIndex(effect.host());
    return index < 0 ? null : step.hosts.get(index);
  }

  /** Whether {@code effect} has begun and its end is not in the journal. */
  boolean isUnderWay(Effect effect) {
    HostState host = host(effect);
    return host != null && effect.equals(host.current);
  }

  /** The last instant at which rolling back still ends inside the window. */
  public Instant pointOfNoReturn() {
    return Instant.ofEpochMilli(TurningPoint.millis(this));
  }

  /** The questions that wait for an answer, oldest first. */
  public List<Event.Asked> questions() {
    return List.copyOf(people.open.values());
  }

  /** What was expected last; null before the first time. */
  public Event.@Nullable Expected expected() {
    return expected;
  }

  /** The number of the newest entry that was read; 0 before the first. */
  public long seq() {
    return seq;
  }

  /** Drivers bound to the simulated one; {@code *} for all. */
  public List<String> simulated() {
    return simulated;
  }

  @Override
  public String run() {
    return run;
  }

  @Override
  public Plan plan() {
    return compiled.plan();
  }

  @Override
  public Instant opens() {
    return Instant.ofEpochMilli(opens);
  }

  @Override
  public Instant closes() {
    return Instant.ofEpochMilli(closes);
  }

  @Override
  public RunState state() {
    return state;
  }

  @Override
  public boolean goesOn() {
    return people.goesOn;
  }

  @Override
  public Map<String, StepView> steps() {
    return Views.steps(steps);
  }
}
