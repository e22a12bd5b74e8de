package io.s22.driver.mariadb;

import io.s22.data.compare.Comparison;
import io.s22.data.compare.Difference;
import io.s22.data.mariadb.Server;
import io.s22.driver.common.Keys;
import io.s22.plan.S22Exception;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Comparisons of all tables, and the note that one has begun, which outlives this process. */
record Comparisons(Call call, LongSupplier nanos) {
  private static final int SHOWN = 20;
  private static final String ALL = "all";

  private Path folder() {
    return call.surroundings().home().resolve("effects-mariadb");
  }

  /** How far the run's comparison is; one file a run and cluster. */
  private Path note() {
    String cluster = call.task().run() + " " + call.servers();
    return folder().resolve(Keys.fileName(cluster) + ".comparison");
  }

  String run(Server primary, List<Server> copies) throws InterruptedException {
    write("under way since " + call.surroundings().clock().now());
    List<String> tables = call.params().list("tables");
    boolean all = tables.isEmpty() || tables.equals(List.of(ALL));
    Comparison.Report report =
        new Comparison(primary, copies, options(), nanos)
            .run(bookmark(), table -> all || tables.contains(table));
    if (!report.same()) {
      throw differ(report);
    }
    String said =
        report.rows() + " rows of " + report.tables() + " tables are the same on " + copies;
    write("complete at " + call.surroundings().clock().now() + ": " + said);
    return said;
  }

  private Path bookmark() {
    return folder().resolve(Keys.fileName(call.task().key()) + ".compared");
  }

  private Comparison.Options options() {
    Comparison.Options usual = Comparison.Options.USUAL;
    Duration within = call.params().duration("within").orElse(usual.within());
    return new Comparison.Options(usual.chunk(), call.maxLag(), usual.patience(), within);
  }

  private S22Exception differ(Comparison.Report report) {
    write("complete at " + call.surroundings().clock().now() + ": NOT the same");
    return new S22Exception(
        "S22-8131",
        report.differences().size()
            + " differences: "
            + report.differences().stream()
                .limit(SHOWN)
                .map(Difference::toString)
                .collect(Collectors.joining("; ")),
        "Find out how they came about, then mend the rows or rebuild the replica.");
  }

  /**
   * That this run's comparison has begun, and found nothing so far.
   *
   * @throws S22Exception S22-8135 when it has not
   */
  String prove() {
    try {
      String text = Files.exists(note()) ? Files.readString(note()) : "not begun";
      if (text.endsWith("NOT the same") || text.startsWith("not")) {
        throw new S22Exception(
            "S22-8135", "The comparison: " + text, "Run mariadb.compare and read what it says.");
      }
      return "the comparison is " + text;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private void write(String text) {
    try {
      Files.createDirectories(folder());
      Files.writeString(note(), text);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private S22Exception unwritable(IOException e) {
    return new S22Exception(
        "S22-8140",
        "The note of the comparison in " + folder() + " cannot be kept: " + e,
        "See that this folder can be written and has space left.",
        e);
  }
}
