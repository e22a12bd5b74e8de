package io.s22.data.backup;

import io.s22.data.Progress;
import io.s22.data.compare.Comparison;
import io.s22.data.compare.Difference;
import io.s22.data.mariadb.GtidPosition;
import io.s22.data.mariadb.Node;
import io.s22.data.mariadb.Replication;
import io.s22.data.mariadb.Server;
import io.s22.plan.S22Exception;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * A backup that counts: written, restored into an empty server, brought up to date from the binary
 * log of its source, and compared with it row by row while writers go on. No proof, no backup.
 */
public final class Backup {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final DumpTool tool;
  private final ScratchServers scratches;
  private final Comparison.Options options;
  private final Progress progress;
  private final LongSupplier nanos;

  public Backup(
      DumpTool tool,
      ScratchServers scratches,
      Comparison.Options options,
      Progress progress,
      LongSupplier nanos) {
    this.tool = tool;
    this.scratches = scratches;
    this.options = options;
    this.progress = progress;
    this.nanos = nanos;
  }

  /**
   * What was proven.
   *
   * @param bytes of the dump
   * @param position the dump stands for
   */
  public record Report(Path file, long bytes, GtidPosition position, Comparison.Report compared) {}

  /**
   * Takes a backup of {@code source} into {@code file}.
   *
   * @throws S22Exception S22-8120 to S22-8123 when there is no proof; a file that failed its proof
   *     is kept under the name {@code file.unproven}
   */
  public Report take(Server source, Path file) throws InterruptedException {
    Path unproven = file.resolveSibling(file.getFileName() + ".unproven");
    progress.before("dump");
    tool.dump(source, unproven);
    GtidPosition position = DumpPosition.of(unproven);
    progress.after("dump", "of " + source + " at " + position);
    Comparison.Report compared = prove(source, unproven);
    if (!compared.same()) {
      throw differs(unproven, compared.differences());
    }
    try {
      Files.move(
          unproven,
          file,
          java.nio.file.StandardCopyOption.ATOMIC_MOVE,
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      return new Report(file, Files.size(file), position, compared);
    } catch (IOException e) {
      throw new S22Exception(
          "S22-8120",
          "The backup " + unproven + " was proven but cannot be named " + file + ": " + e,
          "See that this name can be written, and rename it by hand.",
          e);
    }
  }

  /** Restores {@code dump} into an empty server and compares it with {@code source}. */
  public Comparison.Report prove(Server source, Path dump) throws InterruptedException {
    try (ScratchServers.Scratch scratch = scratches.open(source)) {
      progress.before("restore");
      new Rebuild(tool, PATIENCE).seed(scratch.server(), source, dump, PATIENCE);
      progress.after("restore", "into " + scratch.server());
      progress.before("compare");
      try (Node copy = Node.open(scratch.server(), PATIENCE)) {
        // It must not acknowledge the primary's commits: it goes away again.
        copy.run("SET GLOBAL rpl_semi_sync_slave_enabled = OFF");
        Replication.follow(copy, source);
      }
      Path bookmark = dump.resolveSibling(dump.getFileName() + ".compared");
      Comparison.Report report =
          new Comparison(source, List.of(scratch.server()), options, nanos).run(bookmark);
      progress.after("compare", report.rows() + " rows of " + report.tables() + " tables");
      return report;
    }
  }

  private static S22Exception differs(Path file, List<Difference> differences) {
    return new S22Exception(
        "S22-8123",
        "The backup "
            + file
            + " is not what the server holds: "
            + differences.stream()
                .limit(10)
                .map(Difference::toString)
                .collect(Collectors.joining("; ")),
        "Do not go on. Find out why (a table that is not InnoDB, a broken disk), then back up"
            + " again.");
  }
}
