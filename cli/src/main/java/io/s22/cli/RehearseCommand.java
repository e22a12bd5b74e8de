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

  @Mixin private final RehearsalOptions how = new RehearsalOptions();

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = "Where the journal is left; rehearsals/PLAN.jsonl in S22's folder else.")
  private @Nullable Path record;

  RehearseCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws Exception {
    Plans.Sound sound = Plans.read(screen, plan);
    Path file = record != null ? record : usual(screen, common, sound);
    Rehearsal.Options options =
        new Rehearsal.Options(how.factor(), how.broken(sound), how.fault(), file);
    RehearsalView view = RehearsalView.of(screen, sound.plan(), common.json, how.plain);
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
}
