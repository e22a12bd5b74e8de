package io.s22.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What both {@code rehearse} and {@code demo} may be told. */
final class RehearsalOptions {
  @Option(
      names = "--scale",
      paramLabel = "N",
      description = "How many times faster than the plan; about two minutes in all where left out.")
  private @Nullable Double scale;

  @Option(
      names = "--break",
      paramLabel = "STEP",
      description = "Let this step fail once it is done, and see all of it undone.")
  private @Nullable String breaks;

  @Option(names = "--plain", description = "Lines instead of a live picture.")
  boolean plain;

  /** The scale that was given, if it is one. */
  @Nullable Double factor() {
    Double given = scale;
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
  @Nullable String broken(Plans.Sound sound) {
    String step = breaks;
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
