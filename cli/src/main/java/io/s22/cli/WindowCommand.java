package io.s22.cli;

import io.s22.plan.Plan;
import io.s22.plan.yaml.Loaded;
import io.s22.window.choice.Choice;
import io.s22.window.choice.ChoiceHtml;
import io.s22.window.choice.ChoiceJson;
import io.s22.window.choice.ChoiceText;
import io.s22.window.choice.PlanEdit;
import io.s22.window.choice.WindowStudy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code s22 window}: when the maintenance hurts least. */
@Command(
    name = "window",
    description = {
      "Find the window that hits the fewest users, and say why.",
      "",
      "Every start minute of the horizon is scored by the users it hits: by the forecast's"
          + " interruption of each service, or by the plan's boxes where it cannot be forecast."
          + " Blackouts and the plan's 'choosing' section are kept to."
    },
    footer = {
      "",
      "Examples:",
      "  s22 window plan.yaml --traffic traffic",
      "  s22 window plan.yaml --counts counts.csv --html window.html",
      "  s22 window plan.yaml --traffic traffic --write"
    })
final class WindowCommand implements Callable<Integer> {
  private final Screen screen;

  @Parameters(paramLabel = "PLAN", description = "The plan's file.")
  Path file = Path.of("plan.yaml");

  @ArgGroup(multiplicity = "1")
  TrafficSource source = new TrafficSource();

  @Option(names = "--json", description = "Print the choice as JSON.")
  boolean json;

  @Option(names = "--html", paramLabel = "FILE", description = "Write the choice as a page.")
  @Nullable Path html;

  @Option(names = "--boxes", description = "Score by the plan's boxes, without a forecast.")
  boolean boxes;

  @Option(names = "--write", description = "Write the best window into the plan's file.")
  boolean write;

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      description = "Choose as if it were this time, such as '2024-03-01 09:00' (default: now).")
  @Nullable String asOf;

  WindowCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws IOException {
    Plans.Sound sound = Plans.readable(file);
    Loaded loaded = sound.loaded();
    Plan plan = sound.plan();
    LocalDateTime now = LocalDateTime.ofInstant(Workshop.now(), plan.zone());
    Choice choice =
        new WindowStudy(plan)
            .choose(
                source.where(),
                boxes ? null : Foretold.of(screen, sound),
                asOf == null ? now : time(asOf));
    screen.out().print(json ? ChoiceJson.of(choice) + "\n" : ChoiceText.of(choice));
    Path page = html;
    if (page != null) {
      Files.writeString(page, ChoiceHtml.of(choice));
    }
    if (write && choice.isFeasible()) {
      writeBack(loaded, plan, choice);
    }
    return choice.isFeasible() ? ExitCode.OK : ExitCode.NO;
  }

  private void writeBack(Loaded loaded, Plan plan, Choice choice) {
    String changed = PlanEdit.apply(loaded.text(), plan, choice.proposed().getFirst());
    try {
      Path beside = file.resolveSibling(file.getFileName() + ".part");
      Files.writeString(beside, changed, StandardCharsets.UTF_8);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    screen
        .err()
        .println("The best window was written into " + file + "; check it: s22 check " + file);
  }

  private static LocalDateTime time(String text) {
    try {
      return text.length() > "2024-03-01".length()
          ? LocalDateTime.parse(text.replace(' ', 'T'))
          : LocalDateTime.parse(text + "T00:00", DateTimeFormatter.ISO_LOCAL_DATE_TIME);
    } catch (DateTimeParseException e) {
      throw new Refusal(
          ExitCode.USAGE,
          "S22-7033",
          "The time '" + text + "' of --as-of cannot be read.",
          "Write it like '2024-03-01 09:00', by the plan's zone.");
    }
  }
}
