package io.s22.cli;

import io.s22.plan.Plan;
import io.s22.plan.Problem;
import io.s22.plan.check.CheckReport;
import io.s22.plan.check.DriverSpec;
import io.s22.plan.yaml.Loaded;
import io.s22.plan.yaml.PlanReader;
import io.s22.wiring.Checks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Plan files as commands take them. */
final class Plans {
  private Plans() {}

  /** What the checks know of drivers: those that are there speak for themselves. */
  static List<DriverSpec> drivers() {
    return Checks.drivers();
  }

  /**
   * A plan that may be acted on.
   *
   * @param loaded its file
   * @param plan what it says
   */
  record Sound(Loaded loaded, Plan plan) {}

  /**
   * Reads and checks a plan; prints what is wrong with it.
   *
   * @throws Refusal when it is not there or has errors
   */
  static Sound read(Screen screen, Path file) {
    mustBeThere(file);
    Loaded loaded = PlanReader.read(file);
    CheckReport report = CheckReport.of(loaded, drivers());
    if (report.errors() > 0 || loaded.plan().isEmpty()) {
      screen.err().print(report.text(screen.colours()));
      throw new Refusal(
          ExitCode.NO,
          "S22-9104",
          "'" + file + "' has errors: " + report.summary(),
          "Mend them; 's22 check " + file + "' shows them again.");
    }
    return new Sound(loaded, loaded.plan().get());
  }

  /**
   * One line where a file is missing, instead of a report.
   *
   * @throws Refusal when it is not there
   */
  static void mustBeThere(Path file) {
    if (!Files.isRegularFile(file)) {
      String what = Files.isDirectory(file) ? "is a folder" : "is not there";
      throw new Refusal(
          ExitCode.USAGE,
          "S22-9105",
          "'" + file + "' " + what + ".",
          "Give the path of a plan file; examples are under plans/.");
    }
  }

  /**
   * A plan whose language is right; what the checks say of its window does not matter to who looks
   * for another one.
   *
   * @throws Refusal the first error of the language
   */
  static Sound readable(Path file) {
    mustBeThere(file);
    Loaded loaded = PlanReader.read(file);
    for (Problem problem : loaded.problems()) {
      if (problem.isError()) {
        throw new Refusal(
            ExitCode.NO,
            problem.code(),
            loaded.name() + ":" + problem.at() + ": " + problem.what(),
            problem.mend() + " 's22 check " + file + "' shows everything at once.");
      }
    }
    return loaded
        .plan()
        .map(plan -> new Sound(loaded, plan))
        .orElseThrow(() ->
            new Refusal(
                ExitCode.NO,
                "S22-9104",
                "'" + file + "' holds no plan.",
                "Look at it with 's22 check " + file + "'."));
  }

  /**
   * A plan's text, whatever is wrong with it.
   *
   * @throws Refusal when it is not there
   */
  static String text(Path file) {
    mustBeThere(file);
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
