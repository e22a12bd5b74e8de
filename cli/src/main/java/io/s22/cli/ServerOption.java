package io.s22.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** For commands that need no store: whether a server does the work. */
final class ServerOption {
  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "Have this server do it, with what it knows: its traffic, its runs.")
  @Nullable String server;

  @Option(
      names = "--token",
      paramLabel = "env:NAME|file:PATH",
      description = "Where the server's token is; $S22_TOKEN where left out.",
      defaultValue = "env:S22_TOKEN")
  private String token = "env:S22_TOKEN";

  /** The server that was named; null for none. */
  @Nullable RemoteArchive open(Screen screen) {
    return server == null ? null : RemoteArchive.of(server, token, screen.environment());
  }

  /**
   * Refuses an option that a server cannot keep to.
   *
   * @throws Refusal S22-9144
   */
  static void notThere(String option, boolean given) {
    if (given) {
      throw new Refusal(
          ExitCode.USAGE,
          "S22-9144",
          option + " is for work on this machine, and --server has it done elsewhere.",
          "Leave one of them out.");
    }
  }
}
