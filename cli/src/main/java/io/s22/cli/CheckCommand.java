package io.s22.cli;

import io.s22.plan.check.CheckReport;
import io.s22.plan.yaml.Loaded;
import io.s22.plan.yaml.PlanReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code s22 check}: a plan's mistakes. */
@Command(
    name = "check",
    description = {
      "Find a plan's mistakes before the night does: all of them, each with its place, the culprit"
          + " and the mend.",
      "",
      "Nothing is run and nothing is asked. Exit code 0: no errors; 1: errors (with --strict also"
          + " warnings); 2: a file is not there."
    },
    footer = {
      "",
      "Examples:",
      "  s22 check plans/s22.yaml",
      "  s22 check --format sarif plans/*.yaml > findings.sarif",
      "",
      "What the codes mean: 's22 explain S22-2101', or docs/errors."
    })
final class CheckCommand implements Callable<Integer> {
  private final Screen screen;

  @Parameters(arity = "1..*", paramLabel = "PLAN", description = "Plan files.")
  private List<Path> plans = List.of();

  @Option(
      names = "--format",
      paramLabel = "text|json|sarif",
      description = "How to print; sarif is version 2.1.0.",
      defaultValue = "text")
  private Format format = Format.TEXT;

  @Option(names = "--json", description = "The same as --format json.")
  private boolean json;

  @Option(names = "--strict", description = "Count warnings as errors.")
  private boolean strict;

  @Option(names = "--server", paramLabel = "URL", description = "Have this server check.")
  private @Nullable String server;

  @Option(
      names = "--token",
      paramLabel = "env:NAME|file:PATH",
      description = "Where the server's token is; $S22_TOKEN where left out.",
      defaultValue = "env:S22_TOKEN")
  private String token = "env:S22_TOKEN";

  /** How findings are printed. */
  enum Format {
    TEXT,
    JSON,
    SARIF
  }

  CheckCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    plans.forEach(Plans::mustBeThere);
    List<CheckReport> reports = new ArrayList<>();
    for (Path plan : plans) {
      reports.add(report(plan));
    }
    print(reports);
    boolean bad =
        reports.stream().anyMatch(each -> each.errors() > 0 || strict && each.warnings() > 0);
    return bad ? ExitCode.NO : ExitCode.OK;
  }

  /** What this command finds, or the server that was named. */
  private CheckReport report(Path plan) {
    String named = server;
    Loaded loaded = PlanReader.read(plan);
    if (named == null) {
      return CheckReport.of(loaded, Plans.drivers());
    }
    try (RemoteArchive remote = RemoteArchive.of(named, token, screen.environment())) {
      return remote.check(loaded.name(), loaded.text());
    }
  }

  private void print(List<CheckReport> reports) {
    switch (json ? Format.JSON : format) {
      case TEXT -> reports.forEach(each -> screen.out().print(each.text(screen.colours())));
      case JSON -> screen.out().println(asJson(reports));
      case SARIF -> screen.out().println(CheckReport.sarif(reports));
    }
  }

  /** One plan is one object; several are a list. */
  private static String asJson(List<CheckReport> reports) {
    List<String> each = reports.stream().map(CheckReport::json).toList();
    return each.size() == 1 ? each.getFirst() : "[" + String.join(",\n", each) + "]";
  }
}
