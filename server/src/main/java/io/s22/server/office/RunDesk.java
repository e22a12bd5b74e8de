package io.s22.server.office;

import io.s22.journal.Command;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.journal.RunState;
import io.s22.plan.Durations;
import io.s22.plan.Plan;
import io.s22.plan.S22Exception;
import io.s22.plan.check.CheckReport;
import io.s22.plan.yaml.Loaded;
import io.s22.plan.yaml.PlanReader;
import io.s22.run.Clock;
import io.s22.run.engine.CompiledPlan;
import io.s22.run.engine.PlanSecrets;
import io.s22.run.engine.RunFold;
import io.s22.server.Denied;
import io.s22.server.Engine;
import io.s22.server.people.Audit;
import io.s22.server.people.Caller;
import io.s22.store.JdbcRunStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs, as their tenant sees and steers them. */
public final class RunDesk {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
  private static final int LONGEST_REASON = 2_000;
  private static final int MOST_NAMES = 50;
  private static final Duration LONGEST_EXTENSION = Duration.ofHours(24);

  private final JdbcRunStore store;
  private final PlanShelf shelf;
  private final Audit audit;
  private final Clock clock;
  private final String version;
  private final Map<String, String> environment;

  /**
   * @param version S22's, for the journal
   * @param environment what the server was started with: secrets of plans come from there
   */
  public RunDesk(
      JdbcRunStore store,
      PlanShelf shelf,
      Audit audit,
      Clock clock,
      String version,
      Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    this.store = store;
    this.shelf = shelf;
    this.audit = audit;
    this.clock = clock;
    this.version = version;
  }

  /**
   * What is wanted of a new run.
   *
   * @param plan a plan of the shelf
   * @param version which of its versions; null for the newest
   * @param now whether a window opens at once
   * @param at when it opens, in the plan's zone; null for the plan's next window
   * @param reason why outside the announced windows
   * @param simulate drivers bound to the simulated one; {@code all} for every one
   */
  public record Order(
      String plan,
      @Nullable Long version,
      boolean now,
      @Nullable String at,
      @Nullable String reason,
      @Nullable Map<String, String> variables,
      @Nullable List<String> simulate) {}

  /** One run in a list. */
  public record Line(
      String run, String plan, RunState state, String openedBy, Instant opened, long entries) {}

  /** The ids of the runs, newest first. */
  public List<String> ids(String tenant) {
    return store.of(tenant).runs();
  }

  /** How a run stands, or S22-9303. */
  public Line line(String tenant, String run) {
    JdbcRunStore mine = store.of(tenant);
    Entry first = mine.entry(run, 1).orElseThrow(() -> missing(run));
    RunState state =
        mine.newest(run, "moved")
            .map(entry -> ((Event.Moved) entry.event()).to())
            .orElse(RunState.WAITING);
    long entries = mine.head(run).map(Entry::seq).orElse(1L);
    return new Line(
        run, ((Event.RunOpened) first.event()).planName(), state, first.by(), first.at(), entries);
  }

  private static Denied missing(String run) {
    return Denied.missing("run '" + run + "'");
  }

  /** The fold of a run's journal, or S22-9303. */
  public RunFold fold(String tenant, String run) {
    line(tenant, run);
    return RunFold.read(
        store.of(tenant), run, opened -> CompiledPlan.of(Engine.plan(opened), Engine.actions()));
  }

  /** The journals of a tenant. */
  public JdbcRunStore journals(String tenant) {
    return store.of(tenant);
  }

  /** The event that opened a run, or S22-9303. */
  public Event.RunOpened opened(String tenant, String run) {
    return (Event.RunOpened) store.of(tenant).entry(run, 1).orElseThrow(() -> missing(run)).event();
  }

  /**
   * Opens a run; the engine begins when its window does.
   *
   * @throws Denied S22-9303, S22-9304, S22-9315
   */
  public String start(Caller by, Order order) {
    PlanShelf.Version version =
        order.version() == null
            ? shelf.get(by.tenant(), order.plan())
            : shelf.get(by.tenant(), order.plan(), order.version());
    Plan plan = sound(version);
    String reason = reason(order.reason());
    Opening opening = Opening.of(plan, order.now(), order.at(), clock.now());
    if (!opening.announced() && reason.isEmpty()) {
      throw Denied.malformed(
          "The run is outside the plan's announced windows.", "Say why: 'reason'.");
    }
    Map<String, String> variables = order.variables() == null ? Map.of() : order.variables();
    List<String> simulate = order.simulate() == null ? List.of() : order.simulate();
    CompiledPlan.of(plan, Engine.actions());
    if (!simulate.contains("all")) {
      reachable(plan);
    }
    Event.RunOpened opened =
        new Event.RunOpened(
            plan.plan(),
            version.text(),
            version.hash(),
            opening.opens(),
            opening.closes(),
            variables,
            simulate.contains("all") ? List.of("*") : simulate,
            this.version,
            opening.announced() ? null : reason);
    String run = open(by, plan.plan(), opened);
    audit.happened(by.tenant(), by.login(), "run-started", "run", run, "via", by.via());
    return run;
  }

  private static Plan sound(PlanShelf.Version version) {
    Loaded loaded = PlanReader.read(version.plan(), version.text());
    CheckReport report = PlanShelf.check(loaded);
    if (report.errors() > 0) {
      throw Denied.malformed(
          "Plan '" + version.plan() + "' has errors: " + report.summary() + ".",
          "Its check shows them all.");
    }
    return loaded.plan().orElseThrow(() -> Denied.malformed("It is no plan.", "Check it."));
  }

  /** What signs the server in at the plan's clusters must be where the server runs. */
  private void reachable(Plan plan) {
    PlanSecrets secrets = new PlanSecrets(plan.secrets(), environment::get);
    List<String> lacking = new ArrayList<>();
    for (String name : plan.secrets().keySet()) {
      try {
        secrets.resolve("${secret:" + name + "}");
      } catch (IllegalArgumentException e) {
        lacking.add(String.valueOf(e.getMessage()));
      }
    }
    if (!lacking.isEmpty()) {
      throw new Denied(
          422,
          "S22-9322",
          "The server cannot reach the plan's clusters: " + String.join("; ", lacking) + ".",
          "Put them where the server runs and start it again, or simulate every driver.");
    }
  }

  /** Names are the whole machine's, and tell nobody whether another tenant has the same. */
  private String open(Caller by, String plan, Event.RunOpened opened) {
    boolean main = by.tenant().equals(JdbcRunStore.MAIN);
    String name = (main ? "" : by.tenant() + ".") + plan + "-" + STAMP.format(clock.now());
    for (int number = 1; number <= MOST_NAMES; number++) {
      String free = number == 1 ? name : name + "-" + number;
      try {
        store.of(by.tenant()).open(free, clock.now(), by.login(), opened);
        return free;
      } catch (S22Exception taken) {
        if (!taken.code().equals("S22-3108")) {
          throw taken;
        }
      }
    }
    throw Denied.conflict("Too many runs of this plan were opened at once.", "Wait a second.");
  }

  /**
   * Tells a run to do something.
   *
   * @throws Denied S22-9303, S22-9304, S22-9315
   */
  public void steer(Caller by, String run, Command.Kind kind, @Nullable String why) {
    Line line = alive(by.tenant(), run);
    String reason = needed(why);
    post(by, line, new Command(kind, by.login(), reason, null, null, clock.now()));
  }

  /**
   * Answers what a run asks. Nobody answers for a run that he opened himself.
   *
   * @param question null where there is only one
   * @param choice null for the first, which lets the run go on
   * @throws Denied S22-9303, S22-9304, S22-9309, S22-9315
   */
  public void answer(
      Caller by,
      String run,
      @Nullable String question,
      @Nullable String choice,
      @Nullable String why) {
    Line line = alive(by.tenant(), run);
    notHisOwn(by, line);
    String reason = needed(why);
    Event.Asked asked = pick(fold(by.tenant(), run).questions(), question);
    String answer = choice == null ? asked.choices().getFirst() : choice;
    if (!asked.choices().contains(answer)) {
      throw Denied.malformed(
          "This is no answer to " + asked.question() + ".",
          "Choose one of " + String.join(", ", asked.choices()) + ".");
    }
    post(
        by,
        line,
        new Command(
            Command.Kind.ANSWER, by.login(), reason, asked.question(), answer, clock.now()));
  }

  private void notHisOwn(Caller by, Line line) {
    if (line.openedBy().equals(by.login())) {
      audit.refused(by.tenant(), by.login(), "own-approval", "run", line.run(), "via", by.via());
      throw new Denied(
          403,
          "S22-9309",
          "Nobody approves his own run, and '" + by.login() + "' opened this one.",
          "Have another approver answer.");
    }
  }

  /**
   * Gives a run a longer window. Nobody does so for a run that he opened himself.
   *
   * @param by how much longer, such as {@code 30m}, or {@code PT30M} as ISO 8601 writes it
   * @throws Denied S22-9303, S22-9304, S22-9309, S22-9315
   */
  public void extend(Caller caller, String run, String by, @Nullable String why) {
    Line line = alive(caller.tenant(), run);
    notHisOwn(caller, line);
    String reason = needed(why);
    Duration longer = length(by);
    post(
        caller,
        line,
        new Command(
            Command.Kind.EXTEND, caller.login(), reason, null, longer.toString(), clock.now()));
  }

  private static Duration length(String text) {
    try {
      Duration length = text.startsWith("PT") ? Duration.parse(text) : Durations.parse(text);
      if (length.isPositive() && length.compareTo(LONGEST_EXTENSION) <= 0) {
        return length;
      }
    } catch (DateTimeParseException e) {
      throw noLength();
    }
    throw noLength();
  }

  private static Denied noLength() {
    return Denied.malformed("'by' is no length of time.", "Write it as 30m or 2h; a day at most.");
  }

  private static Event.Asked pick(List<Event.Asked> open, @Nullable String question) {
    List<Event.Asked> meant =
        open.stream().filter(q -> question == null || q.question().equals(question)).toList();
    if (meant.size() != 1) {
      throw Denied.conflict(
          meant.isEmpty() ? "The run does not ask this now." : "The run asks several questions.",
          "Name one of the questions that are open.");
    }
    return meant.getFirst();
  }

  private Line alive(String tenant, String run) {
    Line line = line(tenant, run);
    if (line.state().ended()) {
      throw Denied.conflict("Run '" + run + "' has ended.", "Start a new one.");
    }
    return line;
  }

  private void post(Caller by, Line line, Command command) {
    store.of(by.tenant()).post(line.run(), command);
    String kind = command.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    audit.happened(
        by.tenant(), by.login(), "run-" + kind, "run", line.run(), "reason", command.reason());
  }

  private static String needed(@Nullable String why) {
    String reason = reason(why);
    if (reason.isEmpty()) {
      throw Denied.malformed("A reason is missing.", "Say why: it goes into the journal.");
    }
    return reason;
  }

  private static String reason(@Nullable String why) {
    String reason = why == null ? "" : why.strip();
    if (reason.length() > LONGEST_REASON) {
      throw Denied.malformed("The reason is too long.", "Take 2000 characters at the most.");
    }
    return reason;
  }
}
