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

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "Speak to this server instead of this machine's store.")
  @Nullable String server;

  @Option(
      names = "--token",
      paramLabel = "env:NAME|file:PATH",
      description = "Where the server's token is; $S22_TOKEN where left out.",
      defaultValue = "env:S22_TOKEN")
  String token = "env:S22_TOKEN";
}
