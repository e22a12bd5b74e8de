package io.s22.cli;

import io.s22.plan.Plan;
import io.s22.window.reason.CaseForUpgrade;
import io.s22.window.reason.CaseForUpgrade.Finding;
import io.s22.window.reason.CaseForUpgrade.Verdict;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code s22 why}: whether a plan's reasons hold. */
@Command(
    name = "why",
    description = {
      "Hold a plan's symptoms against their thresholds, as written and as measured.",
      "",
      "A symptom's 'metric' is a Prometheus query, or traffic.latency, traffic.error-share,"
          + " traffic.requests, traffic.users, traffic.bytes."
    })
final class WhyCommand implements Callable<Integer> {
  private final Screen screen;

  @Parameters(paramLabel = "PLAN", description = "The plan's file.")
  Path file = Path.of("plan.yaml");

  @Option(names = "--prometheus", paramLabel = "URL", description = "The server that is asked.")
  @Nullable URI prometheus;

  @Option(names = "--traffic", paramLabel = "DIR", description = "A folder of summaries.")
  @Nullable Path traffic;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "7",
      description = "How many days back are measured (default: ${DEFAULT-VALUE}).")
  int days = 7;

  @Option(names = "--json", description = "Print JSON, for programs.")
  boolean json;

  WhyCommand(Screen screen) {
    this.screen = screen;
  }

  @Mixin private final ServerOption at = new ServerOption();

  @Override
  public Integer call() {
    try (RemoteArchive server = at.open(screen)) {
      return server == null ? here() : there(server);
    }
  }

  /** What the server says, by the traffic counted there. */
  private int there(RemoteArchive server) {
    ServerOption.notThere("--prometheus", prometheus != null);
    ServerOption.notThere("--traffic", traffic != null);
    String said = server.given("why", Plans.text(file), Map.of("days", Integer.toString(days)));
    boolean any = false;
    JsonNode findings = JsonMapper.shared().readTree(said).path("findings");
    for (JsonNode each : findings) {
      Verdict verdict =
          Verdict.valueOf(each.path("measured").asString(each.path("written").asString()));
      any |= verdict == Verdict.BEYOND;
      if (!json) {
        screen.out().println(mark(verdict) + each.path("sentence").asString());
      }
    }
    if (json) {
      screen.out().println(findings);
    }
    return any ? ExitCode.OK : ExitCode.NO;
  }

  private int here() {
    Plan plan = Plans.readable(file).plan();
    List<Finding> findings =
        new CaseForUpgrade(prometheus, traffic, Workshop.now(), Duration.ofDays(days))
            .findings(plan);
    if (json) {
      screen.out().println(Json.write(findings));
    } else {
      findings.forEach(
          finding -> screen.out().println(mark(verdict(finding)) + finding.sentence()));
    }
    boolean any = findings.stream().anyMatch(finding -> verdict(finding) == Verdict.BEYOND);
    return any ? ExitCode.OK : ExitCode.NO;
  }

  private static Verdict verdict(Finding finding) {
    Verdict measured = finding.measured();
    return measured == null ? finding.written() : measured;
  }

  private static String mark(Verdict verdict) {
    return switch (verdict) {
      case BEYOND -> "beyond    ";
      case AT_TIMES -> "at times  ";
      case WITHIN -> "within    ";
      case OPEN -> "open      ";
    };
  }
}
