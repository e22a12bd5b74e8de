package io.s22.cli;

import io.s22.driver.mariadb.Verification;
import io.s22.journal.Effect;
import io.s22.journal.Event;
import io.s22.journal.Phase;
import io.s22.plan.Durations;
import io.s22.plan.Plan;
import io.s22.plan.Step;
import io.s22.plan.Variables;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import io.s22.run.engine.CompiledPlan;
import io.s22.run.engine.Jobs;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
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
  private static final String USES = "mariadb.compare";

  /** It is late then, and goes on all the same. */
  private static final Duration GIVEN_UP = Duration.ofDays(30);

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
    try (Workshop workshop = Workshop.open(screen, common.home);
        Machine machine = new Machine(screen.environment())) {
      String id = ended(workshop);
      Event.RunOpened opened = (Event.RunOpened) workshop.first(id).event();
      Verifying verifying =
          new Verifying(
              workshop,
              screen,
              new Verifying.What(
                  id,
                  opened.closes().plus(duration("--within", within)),
                  workshop.person(by),
                  common.json));
      Map<String, String> last = verifying.last();
      if (!last.isEmpty() && !again) {
        return verifying.tell(last);
      }
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
      return verifying.run(
          verification,
          new Verification.Manners(
              GIVEN_UP, latency == null ? null : duration("--max-latency", latency), question));
    }
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
    Step comparing = comparing(plan.plan());
    Task task =
        new Jobs(plan, new Variables(plan.plan(), opened.variables()), id)
            .of(new Effect(comparing.step(), "", Phase.ACT, 1, 1))
            .task();
    Map<String, Object> with = new HashMap<>(task.with());
    String most = lag;
    if (most != null) {
      with.put("max-lag", Durations.format(duration("--max-lag", most)));
    }
    return new Task(task.run(), task.effect(), task.action(), with, "", null, null, null);
  }

  private Step comparing(Plan plan) {
    return plan.stages().stream()
        .flatMap(stage -> stage.steps().stream())
        .filter(each -> each.uses().equals(USES) && (step == null || step.equals(each.step())))
        .findFirst()
        .orElseThrow(() ->
            new Refusal(
                ExitCode.USAGE,
                "S22-9721",
                step == null
                    ? "The plan of this run has no step that uses " + USES + "."
                    : "The plan of this run has no step '" + step + "' that uses " + USES + ".",
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
