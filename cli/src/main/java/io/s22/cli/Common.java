package io.s22.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that most commands share. */
final class Common {
  @Option(names = "--json", description = "Print JSON, for programs.")
  boolean json;

  @Option(
      names = "--home",
      paramLabel = "FOLDER",
      description = "Where S22 keeps its runs; $S22_HOME or ~/.s22 where left out.")
  @Nullable Path home;
}
