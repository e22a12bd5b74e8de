package io.s22.server;

import io.s22.data.backup.ScratchServers;
import io.s22.data.mariadb.Server;
import io.s22.driver.Drivers;
import io.s22.driver.gate.Gates;
import io.s22.forecast.LiveOutlooks;
import io.s22.journal.Effect;
import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.plan.Plan;
import io.s22.plan.S22Exception;
import io.s22.plan.yaml.PlanReader;
import io.s22.run.Clock;
import io.s22.run.Driver;
import io.s22.run.RunHost;
import io.s22.run.engine.Actions;
import io.s22.run.engine.CompiledPlan;
import io.s22.run.engine.DeclaredOutlook;
import io.s22.run.engine.PlanSecrets;
import io.s22.run.engine.Runner;
import io.s22.store.JdbcRunHost;
import io.s22.store.JdbcRunStore;
import io.s22.store.Timing;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The engine inside the server: drives every run of the store that no other process drives. */
public final class Engine implements AutoCloseable {
  private final Drivers drivers =
      Drivers.standard(Drivers.ofClusters(Engine::noScratch, System::nanoTime));
  private final RunHost host;

  /** Where a backup is tried must be somebody's to say: the server has no database of its own. */
  private static ScratchServers.Scratch noScratch(Server source) {
    throw new S22Exception(
        "S22-9321",
        "The server has no database of its own to try a backup on.",
        "Name one in the step, 'with: {scratch: ...}', or run the plan with 's22 run'.");
  }

  /** Takes what effects print. */
  @FunctionalInterface
  public interface Prints {
    void line(String run, Effect effect, String line);
  }

  /**
   * Who is told.
   *
   * @param changed called after each write to a journal, from any thread
   * @param prints takes what effects print, from any thread
   * @param trouble told of what the storage refused and of runs that broke
   */
  public record Ears(Runnable changed, Prints prints, Consumer<Throwable> trouble) {}

  /** Begins to drive. */
  public Engine(
      JdbcRunStore store, Path home, Clock clock, Map<String, String> environment, Ears ears) {
    LiveOutlooks outlooks = new LiveOutlooks();
    Runner runner =
        new Runner(
            new Runner.Parts(
                store,
                opened -> CompiledPlan.of(plan(opened), actions()),
                byName(),
                new Gates(),
                compiled -> outlooks.of(compiled.plan(), new DeclaredOutlook(compiled)),
                compiled -> new PlanSecrets(compiled.plan().secrets(), environment::get),
                clock,
                home,
                new Watching(ears)));
    String tag = Long.toString(ProcessHandle.current().pid(), 36);
    host =
        new JdbcRunHost(
            store, clock, tag, Timing.USUAL, (run, failure) -> ears.trouble().accept(failure));
    host.start(runner);
  }

  private Map<String, Driver> byName() {
    return drivers.specs().stream()
        .map(spec -> drivers.of(spec.name()))
        .collect(Collectors.toMap(driver -> driver.spec().name(), Function.identity()));
  }

  /** What the drivers of this server can do. */
  public static Actions actions() {
    return new Actions(Drivers.standardSpecs());
  }

  /**
   * The plan that opened a run.
   *
   * @throws S22Exception S22-9109 when this version can no longer read it
   */
  public static Plan plan(Event.RunOpened opened) {
    return PlanReader.read(opened.planName(), opened.planText())
        .plan()
        .orElseThrow(() ->
            new S22Exception(
                "S22-9109",
                "The plan in the journal of this run cannot be read by this version.",
                "Go on with the version of S22 that opened it: " + opened.version() + "."));
  }

  @Override
  public void close() {
    host.close();
    drivers.close();
  }

  private record Watching(Ears ears) implements Runner.Observer {
    @Override
    public void written(String run, List<Entry> entries) {
      ears.changed().run();
    }

    @Override
    public void printed(String run, Effect effect, String line) {
      ears.prints().line(run, effect, line);
    }

    @Override
    public void trouble(String run, S22Exception refused) {
      ears.trouble().accept(refused);
    }
  }
}
