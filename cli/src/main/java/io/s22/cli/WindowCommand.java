package io.s22.cli;

import io.s22.plan.Plan;
import io.s22.plan.yaml.Loaded;
import io.s22.window.choice.Choice;
import io.s22.window.choice.ChoiceHtml;
import io.s22.window.choice.ChoiceJson;
import io.s22.window.choice.ChoiceText;
import io.s22.window.choice.PlanEdit;
import io.s22.window.choice.WindowStudy;
import io.s22.wiring.Foretold;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

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
      "  s22 window plan.yaml --traffic traffic --write",
      "  s22 window plan.yaml --traffic traffic --lang zh",
      "  s22 window plan.yaml --server https://s22.example.org --write"
    })
final class WindowCommand implements Callable<Integer> {
  private final Screen screen;

  @Parameters(paramLabel = "PLAN", description = "The plan's file.")
  Path file = Path.of("plan.yaml");

  @ArgGroup(multiplicity = "0..1")
  @Nullable TrafficSource source;

  @Mixin private final ServerOption at = new ServerOption();

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

  @Option(
      names = "--lang",
      paramLabel = "LANG",
      description = "The language of text and page: en or zh (${DEFAULT-VALUE}); JSON has none.",
      defaultValue = "en")
  String lang = "en";

  WindowCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws IOException {
    Told.locale(lang);
    try (RemoteArchive server = at.open(screen)) {
      return server == null ? here() : there(server);
    }
  }

  /** The server's choice, by the traffic counted there. */
  private int there(RemoteArchive server) throws IOException {
    ServerOption.notThere("--traffic and --counts", source != null);
    String text = Plans.text(file);
    Map<String, String> how = new LinkedHashMap<>();
    how.put("name", file.toString());
    how.put("boxes", boxes ? "yes" : "no");
    how.put("lang", lang);
    if (asOf != null) {
      how.put("as-of", time(asOf).toString());
    }
    String choice = server.given("window", text, how);
    screen.out().print(json ? choice + "\n" : server.given("window.txt", text, how));
    Path page = html;
    if (page != null) {
      Files.writeString(page, server.given("window.html", text, how));
    }
    boolean feasible = JsonMapper.shared().readTree(choice).path("feasible").asBoolean();
    if (write && feasible) {
      written(server.given("window.yaml", text, how));
    }
    return feasible ? ExitCode.OK : ExitCode.NO;
  }

  private int here() throws IOException {
    TrafficSource counted = source;
    if (counted == null) {
      throw new Refusal(
          ExitCode.USAGE,
          "S22-9145",
          "It is not said where the traffic is.",
          "Give --traffic, --counts or --server.");
    }
    Plans.Sound sound = Plans.readable(file);
    Loaded loaded = sound.loaded();
    Plan plan = sound.plan();
    LocalDateTime now = LocalDateTime.ofInstant(Workshop.now(), plan.zone());
    Choice choice =
        new WindowStudy(plan)
            .choose(
                counted.where(),
                boxes ? null : Foretold.of(loaded, plan, screen.err()::println),
                asOf == null ? now : time(asOf));
    screen
        .out()
        .print(json ? ChoiceJson.of(choice) + "\n" : ChoiceText.of(choice, Told.locale(lang)));
    Path page = html;
    if (page != null) {
      Files.writeString(page, ChoiceHtml.of(choice, Told.locale(lang)));
    }
    if (write && choice.isFeasible()) {
      writeBack(loaded, plan, choice);
    }
    return choice.isFeasible() ? ExitCode.OK : ExitCode.NO;
  }

  private void writeBack(Loaded loaded, Plan plan, Choice choice) {
    written(PlanEdit.apply(loaded.text(), plan, choice.proposed().getFirst()));
  }

  private void written(String changed) {
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
