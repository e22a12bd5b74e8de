package io.s22.cli;

import io.s22.store.StoreFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code s22 rehearse}: a plan before its night. */
@Command(
    name = "rehearse",
    description = {
      "Rehearse a plan before its night: the same engine and the same drivers, on a small real"
          + " cluster of this machine, in a hundredth of the time.",
      "",
      "Databases, caches, nodes of services and the gateway are real processes; what one machine"
          + " cannot have, a switch or a GPU, is simulated, and every screen says so. Users ask all"
          + " the while, and what they get is held against what was promised.",
      "",
      "Nothing is left running, and no file but the journal.",
      "",
      "Exit code 0: done, and every proof held; 3: rolled back; 1: a proof did not hold; else as of"
          + " 's22 run'."
    },
    footer = {
      "",
      "Examples:",
      "  s22 rehearse plans/s22.yaml",
      "  s22 rehearse plans/s22.yaml --break database-primary",
      "  s22 rehearse plans/examples/database.yaml --scale 300 --plain"
    })
final class RehearseCommand implements Callable<Integer> {
  private final Screen screen;

  @Mixin private final Common common = new Common();

  @Parameters(paramLabel = "PLAN", description = "The plan file.")
  private Path plan = Path.of("");

  @Option(
      names = "--scale",
      paramLabel = "N",
      description = "How many times faster than the plan; two minutes in all where left out.")
  private @Nullable Double scale;

  @Option(
      names = "--break",
      paramLabel = "STEP",
      description = "Let this step fail once it is done, and see all of it undone.")
  private @Nullable String breaks;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = "Where the journal is left; rehearsals/PLAN.jsonl in S22's folder else.")
  private @Nullable Path record;

  @Option(names = "--plain", description = "Lines instead of a live picture.")
  private boolean plain;

  RehearseCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws Exception {
    Plans.Sound sound = Plans.read(screen, plan);
    Path file = record != null ? record : usual(screen, common, sound);
    Rehearsal.Options options = new Rehearsal.Options(factor(scale), known(sound, breaks), file);
    RehearsalView view = RehearsalView.of(screen, sound.plan(), common.json, plain);
    return Rehearsed.of(screen, sound, options, view).exitCode();
  }

  /** Where the journal of a rehearsal is left unless told otherwise. */
  static Path usual(Screen screen, Common common, Plans.Sound sound) {
    Path named = common.home;
    Path home =
        named != null
            ? named
            : StoreFolder.of(screen.environment(), Path.of(System.getProperty("user.home")));
    return home.resolve("rehearsals").resolve(sound.plan().plan() + ".jsonl");
  }

  /** The scale that was given, if it is one. */
  static @Nullable Double factor(@Nullable Double given) {
    if (given != null && !(given >= 1 && given <= 100_000)) {
      throw new Refusal(
          ExitCode.USAGE,
          "S22-9130",
          "--scale " + given + " is not between 1 and 100000.",
          "Four hours take two minutes at 120.");
    }
    return given;
  }

  /** The step that was given, if the plan has it. */
  static @Nullable String known(Plans.Sound sound, @Nullable String step) {
    boolean there =
        step == null
            || sound.plan().stages().stream()
                .flatMap(stage -> stage.steps().stream())
                .anyMatch(each -> each.step().equals(step));
    if (!there) {
      throw new Refusal(
          ExitCode.USAGE,
          "S22-9131",
          "The plan has no step '" + step + "'.",
          "Name one of its steps; 's22 check' lists what is wrong with a plan.");
    }
    return step;
  }
}
