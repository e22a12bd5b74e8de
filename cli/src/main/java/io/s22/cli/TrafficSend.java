package io.s22.cli;

import io.s22.plan.S22Exception;
import io.s22.window.traffic.SummaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code s22 traffic send}: what was counted here, to where windows are chosen. */
@Command(
    name = "send",
    description = {
      "Send summaries to a server, which chooses windows by them.",
      "",
      "Logs, with the addresses of users, stay here. What the server has already is passed over:"
          + " stopped in the middle, the same command goes on."
    },
    footer = {
      "",
      "Example:",
      "  s22 traffic read /var/log/nginx/access.log*",
      "  s22 traffic send --server https://s22.example.org --token file:token"
    })
final class TrafficSend implements Callable<Integer> {
  private final Screen screen;

  @Option(
      names = "--traffic",
      paramLabel = "DIR",
      defaultValue = "traffic",
      description = "The folder of summaries (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of("traffic");

  @Mixin private final ServerOption at = new ServerOption();

  TrafficSend(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    List<Path> files = new SummaryFolder(folder).all();
    if (files.isEmpty()) {
      throw new Refusal(
          ExitCode.USAGE,
          "S22-7009",
          "There are no traffic summaries in " + folder + ".",
          "Make some with 's22 traffic read FILES --into " + folder + "'.");
    }
    try (RemoteArchive server = at.open(screen)) {
      if (server == null) {
        throw new Refusal(
            ExitCode.USAGE,
            "S22-9140",
            "No server is named.",
            "Give one like --server https://s22.example.org.");
      }
      long taken =
          files.stream()
              .filter(file -> server.takeTraffic(Base64.getEncoder().encodeToString(read(file))))
              .count();
      screen.out().printf("%,d summaries sent, %,d were there%n", taken, files.size() - taken);
      return ExitCode.OK;
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new S22Exception(
          "S22-7005",
          "The summary " + file + " cannot be read: " + e.getMessage() + ".",
          "Look at the disk and at the file's permissions.",
          e);
    }
  }
}
