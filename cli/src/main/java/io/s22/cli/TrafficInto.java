package io.s22.cli;

import io.s22.window.traffic.Routes;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Where what was counted goes, and which groups of paths are counted on their own. */
final class TrafficInto {
  @Option(
      names = "--route",
      paramLabel = "NAME=/PREFIX",
      description = "A group of paths that is counted on its own; may be given often.")
  List<String> routes = List.of();

  @Option(
      names = "--into",
      paramLabel = "DIR",
      defaultValue = "traffic",
      description = "The folder of summaries (default: ${DEFAULT-VALUE}).")
  Path folder = Path.of("traffic");

  @Option(names = "--json", description = "Print the outcome as JSON.")
  boolean json;

  Routes routes() {
    return Routes.of(routes);
  }
}
