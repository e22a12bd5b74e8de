package io.s22.server.api;

import static io.s22.server.api.Operation.get;
import static io.s22.server.api.Operation.of;

import io.s22.journal.Command.Kind;
import io.s22.journal.Event;
import io.s22.journal.RunState;
import io.s22.run.RunView.StepView;
import io.s22.run.engine.RunFold;
import io.s22.server.Denied;
import io.s22.server.api.Operation.Method;
import io.s22.server.office.LogBook;
import io.s22.server.office.RunDesk;
import io.s22.server.people.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs: start, look, steer, answer. */
final class RunOperations {
  private final RunDesk desk;
  private final LogBook log;

  RunOperations(RunDesk desk, LogBook log) {
    this.desk = desk;
    this.log = log;
  }

  /** What a new run is to be. */
  record NewRun(
      @Nullable String plan,
      @Nullable Long version,
      @Nullable Boolean now,
      @Nullable String at,
      @Nullable String reason,
      @Nullable Map<String, String> variables,
      @Nullable List<String> simulate) {}

  /** A run that was opened, or told something. */
  record Told(String run, String what) {}

  /** How a run stands. */
  record Standing(
      String run,
      String plan,
      RunState state,
      String openedBy,
      Instant opened,
      long entries,
      Instant opens,
      Instant closes,
      Event.@Nullable Expected expected,
      List<Event.Asked> questions,
      List<String> simulated) {}

  /** How far a step is. */
  record StepLine(
      String step,
      String progress,
      @Nullable Instant started,
      @Nullable Instant ended,
      Map<String, String> hosts) {}

  /** Why. */
  record Because(@Nullable String reason) {}

  /** An answer. */
  record Answer(@Nullable String question, @Nullable String choice, @Nullable String reason) {}

  /** How much longer the window is to be: {@code 30m}. */
  record Longer(@Nullable String by, @Nullable String reason) {}

  List<Operation> all() {
    return List.of(
        get("/runs", Scope.RUNS_READ, "listRuns", "Every run, newest first.", this::list)
            .gives(RunDesk.Line.class)
            .paged()
            .query("plan", "only of this plan"),
        of(Method.POST, "/runs", Scope.RUNS_START, "startRun", "Open a run.", this::start)
            .takes(NewRun.class)
            .gives(Told.class),
        get("/runs/{run}", Scope.RUNS_READ, "getRun", "How a run stands.", this::one)
            .gives(Standing.class),
        get("/runs/{run}/steps", Scope.RUNS_READ, "listSteps", "How far each step is.", this::steps)
            .gives(StepLine.class)
            .paged(),
        get(
                "/runs/{run}/questions",
                Scope.RUNS_READ,
                "listQuestions",
                "What people are asked.",
                this::questions)
            .gives(Event.Asked.class)
            .paged(),
        get(
                "/runs/{run}/plan",
                Scope.RUNS_READ,
                "getRunPlan",
                "The plan it carries out.",
                this::plan)
            .gives("application/yaml"),
        get("/runs/{run}/log", Scope.RUNS_READ, "readLog", "What effects printed.", this::log)
            .gives(LogBook.Line.class)
            .paged()
            .query("step", "only of this step"),
        get(
                "/runs/{run}/forecast",
                Scope.RUNS_READ,
                "getOutlook",
                "When it is expected to end.",
                this::outlook)
            .gives(Event.Expected.class),
        steer("pause", Kind.PAUSE, "Stop where the cluster may be left."),
        steer("resume", Kind.RESUME, "Go on."),
        steer("abort", Kind.ABORT, "End where the cluster may be left."),
        steer("rollback", Kind.ROLL_BACK, "Undo everything, last first."),
        of(
                Method.POST,
                "/runs/{run}/approve",
                Scope.RUNS_APPROVE,
                "approveRun",
                "Answer what a run asks; never for a run of one's own.",
                this::answer)
            .takes(Answer.class)
            .gives(Told.class),
        of(
                Method.POST,
                "/runs/{run}/extend",
                Scope.RUNS_APPROVE,
                "extendRun",
                "Give a run a longer window; never for a run of one's own.",
                this::extend)
            .takes(Longer.class)
            .gives(Told.class));
  }

  private Operation steer(String word, Kind kind, String summary) {
    return of(
            Method.POST,
            "/runs/{run}/" + word,
            Scope.RUNS_STEER,
            word + "Run",
            summary,
            ask -> {
              desk.steer(ask.caller(), ask.at("run"), kind, ask.json(Because.class).reason());
              return Reply.accepted(new Told(ask.at("run"), word));
            })
        .takes(Because.class)
        .gives(Told.class);
  }

  /** Newest first: the cursor names the last that was seen. */
  private Reply list(Ask ask) {
    String after = Cursor.key(ask);
    List<String> ids = desk.ids(ask.tenant());
    int from = after.isEmpty() ? 0 : ids.indexOf(after) + 1;
    String plan = ask.query().get("plan");
    List<RunDesk.Line> found =
        ids.subList(from, ids.size()).stream()
            .map(id -> desk.line(ask.tenant(), id))
            .filter(line -> plan == null || line.plan().equals(plan))
            .limit(ask.limit() + 1L)
            .toList();
    return Cursor.slice(ask, found, RunDesk.Line::run, ask.limit());
  }

  private Reply start(Ask ask) {
    NewRun wanted = ask.json(NewRun.class);
    RunDesk.Order order =
        new RunDesk.Order(
            Ask.need(wanted.plan(), "plan"),
            wanted.version(),
            Boolean.TRUE.equals(wanted.now()),
            wanted.at(),
            wanted.reason(),
            wanted.variables(),
            wanted.simulate());
    String run = desk.start(ask.caller(), order);
    return Reply.created("/api/v1/runs/" + run, new Told(run, "start"));
  }

  private RunFold fold(Ask ask) {
    return desk.fold(ask.tenant(), ask.at("run"));
  }

  private Reply one(Ask ask) {
    RunDesk.Line line = desk.line(ask.tenant(), ask.at("run"));
    RunFold fold = fold(ask);
    return Reply.of(
        new Standing(
            line.run(),
            line.plan(),
            line.state(),
            line.openedBy(),
            line.opened(),
            line.entries(),
            fold.opens(),
            fold.closes(),
            fold.expected(),
            fold.questions(),
            fold.simulated()));
  }

  private Reply steps(Ask ask) {
    List<StepLine> steps = fold(ask).steps().values().stream().map(RunOperations::line).toList();
    long seen = Cursor.number(ask, 0);
    List<StepLine> rest = steps.stream().skip(seen).limit(ask.limit() + 1L).toList();
    return Cursor.slice(ask, rest, each -> Long.toString(seen + ask.limit()), ask.limit());
  }

  private static StepLine line(StepView step) {
    Map<String, String> hosts = new java.util.TreeMap<>();
    step.hosts().forEach((host, view) -> hosts.put(host, view.progress().name()));
    return new StepLine(step.step(), step.progress().name(), step.started(), step.ended(), hosts);
  }

  private Reply questions(Ask ask) {
    return Cursor.slice(ask, fold(ask).questions(), Event.Asked::question);
  }

  private Reply plan(Ask ask) {
    return Reply.text("application/yaml", desk.opened(ask.tenant(), ask.at("run")).planText());
  }

  private Reply log(Ask ask) {
    desk.line(ask.tenant(), ask.at("run"));
    String step = ask.query().get("step");
    List<LogBook.Line> lines =
        log.after(ask.at("run"), Cursor.number(ask, 0), Integer.MAX_VALUE).stream()
            .filter(line -> step == null || line.step().equals(step))
            .limit(ask.limit() + 1L)
            .toList();
    return Cursor.slice(ask, lines, line -> Long.toString(line.number()), ask.limit());
  }

  private Reply outlook(Ask ask) {
    Event.Expected expected = fold(ask).expected();
    if (expected == null) {
      throw Denied.missing("expectation of run '" + ask.at("run") + "' yet");
    }
    return Reply.of(expected);
  }

  private Reply answer(Ask ask) {
    Answer given = ask.json(Answer.class);
    desk.answer(ask.caller(), ask.at("run"), given.question(), given.choice(), given.reason());
    return Reply.accepted(new Told(ask.at("run"), "approve"));
  }

  private Reply extend(Ask ask) {
    Longer longer = ask.json(Longer.class);
    desk.extend(ask.caller(), ask.at("run"), Ask.need(longer.by(), "by"), longer.reason());
    return Reply.accepted(new Told(ask.at("run"), "extend"));
  }
}
