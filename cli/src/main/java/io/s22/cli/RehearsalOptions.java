package io.s22.cli;

import io.s22.plan.Inventory;
import io.s22.plan.Step;
import io.s22.rehearsal.cluster.Fault;
import io.s22.rehearsal.cluster.Topology;
import java.util.Optional;
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
      paramLabel = "STEP[:FAULT]",
      description = {
        "Let this step fail once it is done, and see all of it undone. With a fault, nodes of"
            + " services it worked on really have it: killed, slow, failing, wrong, unhealthy."
      })
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
    String given = breaks;
    if (given == null) {
      return null;
    }
    String step = given.split(":", 2)[0];
    Optional<Step> found =
        sound.plan().stages().stream()
            .flatMap(stage -> stage.steps().stream())
            .filter(each -> each.step().equals(step))
            .findFirst();
    if (found.isEmpty()) {
      throw new Refusal(
          ExitCode.USAGE,
          "S22-9131",
          "The plan has no step '" + step + "'.",
          "Name one of its steps; 's22 check' lists what is wrong with a plan.");
    }
    if (fault() != null && !worksOnNodes(sound, found.get())) {
      throw new Refusal(
          ExitCode.USAGE,
          "S22-9132",
          "Step '" + step + "' works on no node of a service that was promised to users.",
          "Leave the fault out, or name a step that upgrades or replaces such nodes.");
    }
    return step;
  }

  private static boolean worksOnNodes(Plans.Sound sound, Step step) {
    Topology topology = Topology.of(sound.plan());
    return new Inventory(sound.plan().cluster())
        .hosts(step.on()).stream().anyMatch(topology::isNode);
  }

  /** The fault that was given behind the step, if there is such a fault. */
  @Nullable Fault fault() {
    String given = breaks;
    int colon = given == null ? -1 : given.indexOf(':');
    if (given == null || colon < 0) {
      return null;
    }
    String word = given.substring(colon + 1);
    return Fault.of(word)
        .orElseThrow(() ->
            new Refusal(
                ExitCode.USAGE,
                "S22-9132",
                "There is no fault '" + word + "'.",
                "Write one of " + String.join(", ", Fault.words()) + "."));
  }
}
