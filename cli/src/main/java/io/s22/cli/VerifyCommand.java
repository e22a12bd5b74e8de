package io.s22.cli;

import io.s22.driver.mariadb.Verification;
import io.s22.journal.Event;
import io.s22.plan.Durations;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import io.s22.run.engine.CompiledPlan;
import io.s22.wiring.Comparisons;
import io.s22.wiring.Verifying;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code s22 verify}: every row of every table after the window, in time. */
@Command(
    name = "verify",
    description = {
      "Compare every row of every table with its replicas after a run, within 72 hours.",
      "",
      "Carries the comparison of the plan's step 'mariadb.compare' out while users go on. It waits"
          + " while a replica lags and while the primary answers slowly. Killed at any instant and"
          + " started again, it goes on where it was. It rings as soon as its rate so far says that"
          + " it will miss its deadline. What it found goes into the run's journal and its report.",
      "",
      "Exit code 0: no difference; 1: differences."
    },
    footer = {
      "",
      "Examples:",
      "  s22 verify",
      "  s22 verify RUN --max-lag 2s --max-latency 20ms --latency-query 'SELECT 1 FROM shop.orders LIMIT 1'",
      "  s22 verify RUN --again"
    })
final class VerifyCommand implements Callable<Integer> {
  /** It is late then, and goes on all the same. */
  private static final Duration GIVEN_UP = Duration.ofDays(30);

  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Screen screen;

  @Mixin private final Common common = new Common();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RUN",
      description = "The run, which has ended; the newest where left out.")
  private @Nullable String run;

  @Option(
      names = "--step",
      paramLabel = "STEP",
      description = "Whose comparison; the plan's first where left out.")
  private @Nullable String step;

  @Option(
      names = "--within",
      paramLabel = "DURATION",
      defaultValue = "72h",
      description = "Due so long after the window's end (${DEFAULT-VALUE}).")
  private String within = "72h";

  @Option(
      names = "--max-lag",
      paramLabel = "DURATION",
      description = "Wait while a replica is further behind; the step's, or 10s.")
  private @Nullable String lag;

  @Option(
      names = "--max-latency",
      paramLabel = "DURATION",
      description = "Wait while the primary answers more slowly; no limit where left out.")
  private @Nullable String latency;

  @Option(
      names = "--latency-query",
      paramLabel = "SQL",
      defaultValue = "SELECT 1",
      description = "The question it is asked for that (${DEFAULT-VALUE}).")
  private String question = "SELECT 1";

  @Option(names = "--again", description = "Also when it was verified before.")
  private boolean again;

  @Option(names = "--by", paramLabel = "NAME", description = "Who you are; $$USER where left out.")
  private @Nullable String by;

  VerifyCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Workshop workshop = Workshop.open(screen, common)) {
      RemoteArchive server = workshop.server();
      return server == null ? here(workshop) : there(workshop, server);
    }
  }

  private int here(Workshop workshop) throws InterruptedException {
    String id = ended(workshop);
    Event.RunOpened opened = (Event.RunOpened) workshop.first(id).event();
    Verifying verifying =
        new Verifying(
            workshop.local(),
            Workshop::now,
            this::say,
            new Verifying.What(
                id, opened.closes().plus(duration("--within", within)), workshop.person(by)));
    Map<String, String> last = verifying.last();
    if (!last.isEmpty() && !again) {
      return tell(last);
    }
    try (Machine machine = new Machine(screen.environment())) {
      CompiledPlan plan = machine.compile(opened);
      Surroundings around =
          new Surroundings(
              Workshop::now,
              machine.secrets(plan),
              line -> {},
              workshop.home(),
              plan.plan().cluster().hosts());
      Verification verification =
          new Verification(task(plan, opened, id), around, verifying.name(), System::nanoTime);
      return tell(
          verifying.run(
              verification,
              new Verification.Manners(
                  GIVEN_UP,
                  latency == null ? null : duration("--max-latency", latency),
                  question)));
    }
  }

  /** The server compares; what it says is shown here. */
  private int there(Workshop workshop, RemoteArchive server) throws InterruptedException {
    String id = ended(workshop);
    Map<String, Object> wish = new LinkedHashMap<>();
    wish.put("step", step);
    wish.put("within", within);
    wish.put("max-lag", lag);
    wish.put("max-latency", latency);
    wish.put("latency-query", question);
    wish.put("again", again);
    RemoteArchive.Verified stand = server.verify(id, wish);
    String said = "";
    while (stand.running()) {
      Thread.sleep(LOOK);
      stand = server.verified(id);
      if (!stand.said().equals(said)) {
        said = stand.said();
        say(said);
      }
    }
    if (stand.found().isEmpty()) {
      throw new Refusal(
          ExitCode.UNAVAILABLE,
          "S22-9723",
          "The server has not ended the comparison: " + stand.said(),
          "The same command goes on where it was.");
    }
    return tell(stand.found());
  }

  private void say(String line) {
    screen.err().println(line);
    screen.err().flush();
  }

  /** Prints what was found; the exit code. */
  private int tell(Map<String, String> facts) {
    boolean same = Verifying.same(facts);
    if (common.json) {
      screen.out().println(Json.write(new LinkedHashMap<String, Object>(facts)));
    } else {
      screen
          .out()
          .println(
              (same ? "The same: " : "NOT the same: ")
                  + facts.get("rows")
                  + " rows of "
                  + facts.get("tables")
                  + " tables"
                  + (same ? "." : ", " + facts.get("differences") + " differences:"));
      if (!same) {
        screen.out().println("  " + facts.getOrDefault("found", "").replace("; ", "\n  "));
      }
    }
    return same ? ExitCode.OK : ExitCode.NO;
  }

  private String ended(Workshop workshop) {
    List<String> runs = workshop.store().runs();
    String id = run == null && !runs.isEmpty() ? runs.getFirst() : workshop.find(run);
    if (!workshop.line(id).state().ended()) {
      throw new Refusal(
          ExitCode.USAGE,
          "S22-9720",
          "Run " + id + " goes on: data are verified when it has ended.",
          "'s22 runs' shows how it stands.");
    }
    return id;
  }

  private Task task(CompiledPlan plan, Event.RunOpened opened, String id) {
    String most = lag == null ? null : Durations.format(duration("--max-lag", lag));
    return Comparisons.of(plan, opened, id, step, most)
        .orElseThrow(() ->
            new Refusal(
                ExitCode.USAGE,
                "S22-9721",
                step == null
                    ? "The plan of this run has no step that uses " + Comparisons.USES + "."
                    : "The plan of this run has no step '"
                        + step
                        + "' that uses "
                        + Comparisons.USES
                        + ".",
                "Which servers are compared stands in such a step: add one to the next plan."));
  }

  private static Duration duration(String option, String text) {
    try {
      return Durations.parse(text);
    } catch (DateTimeParseException e) {
      throw new Refusal(
          ExitCode.USAGE,
          "S22-9722",
          option + " is '" + text + "', which is no duration.",
          "Write it as 20ms, 10s or 72h.");
    }
  }
}
