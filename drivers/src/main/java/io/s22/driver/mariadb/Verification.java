package io.s22.driver.mariadb;

import io.s22.data.compare.Brake;
import io.s22.data.compare.Comparison;
import io.s22.data.compare.Difference;
import io.s22.data.compare.Extent;
import io.s22.data.compare.LatencyBrake;
import io.s22.data.mariadb.ClusterCheck;
import io.s22.data.mariadb.Server;
import io.s22.driver.common.Keys;
import io.s22.driver.common.Redaction;
import io.s22.driver.inprocess.OwnEffects;
import io.s22.journal.Outcome;
import io.s22.plan.S22Exception;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of a step {@code mariadb.compare}, carried out after its run: with a bookmark, so
 * that it goes on where it was however it was ended, and once under each name.
 */
public final class Verification {
  private static final int SHOWN = 20;
  private static final String ALL = "all";

  /** A night of loading data may keep copies behind for long. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  private final Call call;
  private final String name;
  private final LongSupplier nanos;
  private final Server primary;
  private final List<Server> copies;

  /**
   * How gently.
   *
   * @param within after so long it is given up; what it has compared is kept
   * @param latency an answer of the primary that takes longer makes it wait; null for no such limit
   * @param question such as users ask
   */
  public record Manners(Duration within, @Nullable Duration latency, String question) {}

  /**
   * @param task of the step, with its parameters
   * @param name a comparison that has ended under it is not made again
   * @param nanos a clock that only goes forward, in nanoseconds
   * @throws S22Exception S22-81xx when there is not exactly one primary
   */
  public Verification(Task task, Surroundings surroundings, String name, LongSupplier nanos) {
    this.call = Call.of(task, surroundings, new Redaction(surroundings.secrets()));
    this.name = name;
    this.nanos = nanos;
    this.primary = new ClusterCheck(call.servers(), call.limits()).primary();
    this.copies = call.servers().stream().filter(s -> !s.equals(primary)).toList();
  }

  /** What is compared with what, in words. */
  public String sides() {
    return primary.name() + " with " + copies.stream().map(Server::name).toList();
  }

  /** Rows there are, as the primary estimates. */
  public long estimate() {
    return Extent.estimate(primary);
  }

  /** Rows compared so far. */
  public long compared() {
    return Extent.compared(bookmark());
  }

  private Path folder() {
    return call.surroundings().home().resolve("effects-mariadb");
  }

  private Path bookmark() {
    return folder().resolve(Keys.fileName(name) + ".compared");
  }

  /**
   * Compares to the end.
   *
   * @return what was found, by name: {@code result} (same or differs), {@code tables}, {@code
   *     rows}, {@code resumed}, {@code took-millis}, {@code waited-millis}, {@code differences},
   *     {@code found}
   * @throws S22Exception when it could not be ended; it goes on where it was when it is run again
   */
  public Map<String, String> run(Manners manners) throws InterruptedException {
    Outcome outcome =
        new OwnEffects(folder()).perform(name, () -> new Outcome.Done(write(compare(manners))));
    return read(outcome instanceof Outcome.Done done ? done.detail() : "");
  }

  private Comparison.Report compare(Manners manners) throws InterruptedException {
    List<String> tables = call.params().list("tables");
    boolean all = tables.isEmpty() || tables.equals(List.of(ALL));
    Duration latency = manners.latency();
    if (latency == null) {
      return compare(manners, Brake.NONE, all, tables);
    }
    try (LatencyBrake brake = new LatencyBrake(primary, manners.question(), latency, nanos)) {
      return compare(manners, brake, all, tables);
    }
  }

  private Comparison.Report compare(Manners manners, Brake brake, boolean all, List<String> tables)
      throws InterruptedException {
    Comparison.Options usual = Comparison.Options.USUAL;
    Comparison.Options options =
        new Comparison.Options(usual.chunk(), call.maxLag(), PATIENCE, manners.within(), brake);
    return new Comparison(primary, copies, options, nanos)
        .run(bookmark(), table -> all || tables.contains(table));
  }

  private String write(Comparison.Report report) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("result", report.same() ? "same" : "differs");
    facts.put("tables", Integer.toString(report.tables()));
    facts.put("rows", Long.toString(report.rows()));
    facts.put("resumed", Long.toString(report.resumed()));
    facts.put("took-millis", Long.toString(report.took().toMillis()));
    facts.put("waited-millis", Long.toString(report.waited().toMillis()));
    facts.put("differences", Integer.toString(report.differences().size()));
    if (!report.same()) {
      facts.put(
          "found",
          report.differences().stream()
              .limit(SHOWN)
              .map(Difference::toString)
              .collect(Collectors.joining("; ")));
    }
    return facts.entrySet().stream()
        .map(each -> each.getKey() + "\t" + call.redaction().clean(line(each.getValue())))
        .collect(Collectors.joining("\n"));
  }

  private static String line(String text) {
    return text.replaceAll("[\\t\\n\\r]+", " ");
  }

  private static Map<String, String> read(String text) {
    Map<String, String> facts = new LinkedHashMap<>();
    text.lines()
        .map(each -> each.split("\t", 2))
        .filter(each -> each.length == 2)
        .forEach(each -> facts.put(each[0], each[1]));
    return facts;
  }
}
