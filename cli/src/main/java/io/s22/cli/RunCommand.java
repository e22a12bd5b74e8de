package io.s22.cli;

import io.s22.journal.Event;
import io.s22.journal.RunState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code s22 run}: carries a plan out. */
@Command(
    name = "run",
    description = {
      "Carry a plan out, from the journal's first entry to the last.",
      "",
      "Kill it at any instant and give the same command again: it goes on where it was. What was"
          + " done is not done again, and what was under way is found again.",
      "",
      "A run begins in the plan's window, or in a fallback when that has passed. Outside of them it"
          + " begins only on a person's word: --now or --at, with --reason.",
      "",
      "Exit code 0: all done; 3: rolled back; 4: partly done; 5: it waits, or its windows have"
          + " passed; 6: aborted or stuck; 1: the plan has errors; 2: wrong use."
    },
    footer = {
      "",
      "Examples:",
      "  s22 run plans/s22.yaml",
      "  s22 run plans/s22.yaml --dry-run",
      "  s22 run plans/examples/hello.yaml --now --reason 'trying it out'",
      "  s22 run plans/s22.yaml --simulate all --now --reason exercise"
    })
class RunCommand implements Callable<Integer> {
  private final Screen screen;

  @Mixin private final Common common = new Common();

  @Parameters(paramLabel = "PLAN", description = "The plan file.")
  private Path plan = Path.of("");

  @Option(
      names = "--dry-run",
      description = "Change nothing: say for each step and host whether it would change something.")
  private boolean dryRun;

  @Option(names = "--now", description = "Open a window of the plan's length at once.")
  private boolean now;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "Open it at this time of the plan's zone, such as '2024-03-16 00:00'.")
  private @Nullable String at;

  @Option(
      names = {"-r", "--reason"},
      paramLabel = "TEXT",
      description = "Why outside the announced windows; it goes into the journal.",
      defaultValue = "")
  private String reason = "";

  @Option(names = "--by", paramLabel = "NAME", description = "Who you are; your user name else.")
  private @Nullable String by;

  @Option(
      names = "--var",
      paramLabel = "NAME=VALUE",
      description = "A variable in place of the plan's; may be given several times.")
  private Map<String, String> variables = new LinkedHashMap<>();

  @Option(
      names = "--simulate",
      paramLabel = "DRIVER",
      split = ",",
      description =
          "Bind these drivers to the simulated one; 'all' for every driver. Every screen says so.")
  private List<String> simulate = List.of();

  @Option(names = "--new", description = "Open a new run though one of this plan has not ended.")
  private boolean fresh;

  @Option(names = "--plain", description = "Lines instead of a live picture.")
  private boolean plain;

  RunCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws InterruptedException {
    Plans.Sound sound = Plans.read(screen, plan);
    try (Workshop workshop = Workshop.open(screen, common);
        Machine machine = machine(screen.environment())) {
      if (dryRun) {
        return new DryRunReport(screen, common.json).print(machine, workshop, sound, variables);
      }
      RemoteArchive server = workshop.server();
      if (server != null) {
        return new Foreground(screen, workshop, machine)
            .drive(start(server, sound), common.json, plain);
      }
      String run = new Openings(workshop, sound).unfinished(fresh).orElse(null);
      if (run != null) {
        screen.err().println("s22: going on with run " + run);
      } else {
        run = open(workshop, sound);
      }
      return new Foreground(screen, workshop, machine).drive(run, common.json, plain);
    }
  }

  /** The server chooses the window itself, and begins when it opens. */
  private String start(RemoteArchive server, Plans.Sound sound) {
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("plan", sound.plan().plan());
    order.put("now", now);
    order.put("at", at);
    order.put("reason", reason);
    order.put("variables", variables);
    order.put("simulate", simulate);
    return server.start(sound.plan().plan(), sound.loaded().text(), order);
  }

  /** The wiring this command drives runs with. */
  Machine machine(Map<String, String> environment) {
    return new Machine(environment);
  }

  private String open(Workshop workshop, Plans.Sound sound) {
    Instant present = Workshop.now();
    Windows.Chosen window = window(sound, present);
    Event.RunOpened opened =
        new Event.RunOpened(
            sound.plan().plan(),
            sound.loaded().text(),
            Openings.hash(sound.loaded().text()),
            window.opens(),
            window.closes(),
            variables,
            simulate.contains("all") ? List.of("*") : simulate,
            S22.VERSION,
            window.announced() ? null : reason);
    return new Openings(workshop, sound).open(present, workshop.person(by), opened);
  }

  private Windows.Chosen window(Plans.Sound sound, Instant present) {
    if (now && at != null) {
      throw new Refusal(
          ExitCode.USAGE, "S22-9110", "--now and --at contradict each other.", "Give one of them.");
    }
    if (now) {
      return Windows.at(sound.plan(), present);
    }
    String time = at;
    return time != null
        ? Windows.at(sound.plan(), Windows.parse(sound.plan(), time))
        : Windows.next(sound.plan(), present);
  }

  /** The exit code of a run that stands so. */
  static int exitCode(RunState state) {
    return switch (state) {
      case DONE -> ExitCode.OK;
      case ROLLED_BACK -> ExitCode.ROLLED_BACK;
      case PARTLY_DONE -> ExitCode.PARTLY_DONE;
      case WAITING, RUNNING, PAUSING, PAUSED, ASKING, ROLLING_BACK -> ExitCode.WAITING;
      case ABORTED, STUCK -> ExitCode.NEEDS_A_PERSON;
    };
  }
}
