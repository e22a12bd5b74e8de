package io.s22.server.office;

import io.s22.driver.mariadb.Verification;
import io.s22.journal.Event;
import io.s22.plan.Durations;
import io.s22.plan.S22Exception;
import io.s22.run.Clock;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import io.s22.run.engine.CompiledPlan;
import io.s22.run.engine.PlanSecrets;
import io.s22.server.Denied;
import io.s22.server.Engine;
import io.s22.server.people.Caller;
import io.s22.store.JdbcRunStore;
import io.s22.wiring.Comparisons;
import io.s22.wiring.Verifying;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons of all data after a run, carried out by the server that was asked. How far it is and
 * what it found is in the run's journal; stopped in the middle, it goes on where it was when it is
 * asked for again.
 */
public final class VerifyDesk implements AutoCloseable {
  private static final Duration GIVEN_UP = Duration.ofDays(30);

  private final RunDesk runs;
  private final Folders folders;
  private final Clock clock;
  private final LongSupplier nanos;
  private final Map<String, String> environment;
  private final Map<String, Work> under = new ConcurrentHashMap<>();

  /**
   * @param nanos a clock that only goes forward, in nanoseconds
   * @param environment what the server was started with: secrets of plans come from there
   */
  public VerifyDesk(
      RunDesk runs,
      Folders folders,
      Clock clock,
      LongSupplier nanos,
      Map<String, String> environment) {
    this.runs = runs;
    this.folders = folders;
    this.clock = clock;
    this.nanos = nanos;
    this.environment = Map.copyOf(environment);
  }

  /**
   * What is wanted; what is null is as on the command line.
   *
   * @param step whose comparison
   * @param within due so long after the window's end
   * @param maxLag waits while a replica is further behind
   * @param maxLatency waits while the primary answers more slowly
   * @param latencyQuery the question it is asked for that
   * @param again also when it was verified before
   */
  public record Wish(
      @Nullable String step,
      @Nullable String within,
      @Nullable String maxLag,
      @Nullable String maxLatency,
      @Nullable String latencyQuery,
      @Nullable Boolean again) {}

  /**
   * How it stands.
   *
   * @param running whether this server compares now
   * @param said what was last said of it, for people
   * @param found what the last one that ended has found, by name; empty for none
   */
  public record Stand(String run, boolean running, String said, Map<String, String> found) {}

  /** A comparison under way, or how the last one ended. */
  private static final class Work {
    private volatile String said = "";
    private volatile @Nullable Thread thread;
  }

  /** How it stands, or S22-9303. */
  public Stand stand(String tenant, String run) {
    runs.line(tenant, run);
    Work work = under.get(key(tenant, run));
    boolean running = work != null && work.thread != null;
    Map<String, String> found = running ? Map.of() : verifying(tenant, run, "", null).last();
    return new Stand(run, running, work == null ? "" : work.said, found);
  }

  /**
   * Begins, goes on, or says what was found before.
   *
   * @throws Denied S22-9303, S22-9304, S22-9315
   * @throws S22Exception S22-81xx where the servers cannot be compared
   */
  public Stand begin(Caller by, String run, Wish wish) {
    RunDesk.Line line = runs.line(by.tenant(), run);
    if (!line.state().ended()) {
      throw Denied.conflict("Run '" + run + "' goes on.", "Data are verified when it has ended.");
    }
    Stand before = stand(by.tenant(), run);
    boolean again = Objects.requireNonNullElse(wish.again(), false);
    if (before.running() || !before.found().isEmpty() && !again) {
      return before;
    }
    Event.RunOpened opened = runs.opened(by.tenant(), run);
    CompiledPlan plan = CompiledPlan.of(Engine.plan(opened), Engine.actions());
    Task task = task(plan, opened, run, wish);
    Duration latency =
        wish.maxLatency() == null ? null : duration("max-latency", wish.maxLatency());
    Instant due =
        opened.closes().plus(duration("within", Objects.requireNonNullElse(wish.within(), "72h")));
    Verification.Manners manners =
        new Verification.Manners(
            GIVEN_UP, latency, Objects.requireNonNullElse(wish.latencyQuery(), "SELECT 1"));
    Work work = new Work();
    Work already = under.putIfAbsent(key(by.tenant(), run), work);
    Work mine = already == null ? work : already;
    synchronized (mine) {
      if (mine.thread == null) {
        Verifying verifying = verifying(by.tenant(), run, by.login(), new Told(mine, due));
        Verification verification =
            new Verification(task, around(by.tenant(), plan), verifying.name(), nanos);
        mine.said = "the comparison begins";
        Thread thread =
            Thread.ofVirtual()
                .name("verify-" + run)
                .unstarted(() -> work(mine, verifying, verification, manners));
        mine.thread = thread;
        thread.start();
      }
    }
    return stand(by.tenant(), run);
  }

  private record Told(Work work, Instant due) {}

  private Verifying verifying(String tenant, String run, String by, @Nullable Told told) {
    JdbcRunStore journals = runs.journals(tenant);
    Instant due = told == null ? Instant.EPOCH : told.due();
    return new Verifying(
        journals,
        clock,
        line -> {
          if (told != null) {
            told.work().said = line;
          }
        },
        new Verifying.What(run, due, by));
  }

  private static void work(
      Work work, Verifying verifying, Verification verification, Verification.Manners manners) {
    try {
      verifying.run(verification, manners);
      work.said = "the comparison has ended";
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      work.said = "the server was stopped; asked for again, it goes on where it was";
    } catch (S22Exception failed) {
      work.said = failed.code() + ": " + failed.getMessage() + " " + failed.mend();
    } catch (RuntimeException failed) {
      work.said = "S22-9001: a defect in S22 itself: " + failed;
    } finally {
      work.thread = null;
    }
  }

  private static Task task(CompiledPlan plan, Event.RunOpened opened, String run, Wish wish) {
    String lag =
        wish.maxLag() == null ? null : Durations.format(duration("max-lag", wish.maxLag()));
    return Comparisons.of(plan, opened, run, wish.step(), lag)
        .orElseThrow(() ->
            Denied.malformed(
                "The plan of this run has no such step that uses " + Comparisons.USES + ".",
                "Which servers are compared stands in such a step: add one to the next plan."));
  }

  private Surroundings around(String tenant, CompiledPlan plan) {
    return new Surroundings(
        clock,
        new PlanSecrets(plan.plan().secrets(), environment::get),
        line -> {},
        folders.of(tenant),
        plan.plan().cluster().hosts());
  }

  private static Duration duration(String name, String text) {
    try {
      return Durations.parse(text);
    } catch (DateTimeParseException e) {
      throw Denied.malformed(
          "'" + name + "' is '" + text + "', which is no duration.", "Write 20ms, 10s or 72h.");
    }
  }

  private static String key(String tenant, String run) {
    return tenant + "\n" + run;
  }

  @Override
  public void close() {
    for (Work each : under.values()) {
      Thread thread = each.thread;
      if (thread != null) {
        thread.interrupt();
      }
    }
  }
}
