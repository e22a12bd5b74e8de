package io.s22.cli;

import io.s22.data.backup.ScratchServers;
import io.s22.driver.Drivers;
import io.s22.driver.gate.Gates;
import io.s22.forecast.LiveOutlooks;
import io.s22.journal.Event;
import io.s22.plan.Plan;
import io.s22.plan.S22Exception;
import io.s22.plan.yaml.PlanReader;
import io.s22.rehearsal.mariadb.LocalScratch;
import io.s22.rehearsal.process.ArtefactStore;
import io.s22.run.Clock;
import io.s22.run.Driver;
import io.s22.run.GateAsker;
import io.s22.run.Outlook;
import io.s22.run.RunHost;
import io.s22.run.RunStore;
import io.s22.run.Secrets;
import io.s22.run.engine.Actions;
import io.s22.run.engine.CompiledPlan;
import io.s22.run.engine.DeclaredOutlook;
import io.s22.run.engine.PlanSecrets;
import io.s22.run.engine.Runner;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The wiring of the engine in this process: drivers, gates, outlook, secrets, clock. */
class Machine implements AutoCloseable {
  private final Drivers drivers = Drivers.standard(Drivers.ofClusters(scratch(), System::nanoTime));
  private final Map<String, String> environment;
  private final LiveOutlooks outlooks = new LiveOutlooks();

  Machine(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Where backups are tried: a server of S22's own, started when one is needed. */
  private static ScratchServers scratch() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"), "s22-scratch");
    return new LocalScratch(ArtefactStore.ofThisUser(), folder, UUID.randomUUID().toString());
  }

  /** The drivers by name. */
  Map<String, Driver> drivers() {
    return drivers.specs().stream()
        .map(spec -> drivers.of(spec.name()))
        .collect(Collectors.toMap(driver -> driver.spec().name(), Function.identity()));
  }

  CompiledPlan compile(Plan plan) {
    return CompiledPlan.of(plan, new Actions(Plans.drivers()));
  }

  /**
   * The plan that opened a run, as its journal holds it.
   *
   * @throws S22Exception S22-9109 when this version can no longer read it
   */
  CompiledPlan compile(Event.RunOpened opened) {
    return compile(
        PlanReader.read(opened.planName(), opened.planText())
            .plan()
            .orElseThrow(() ->
                new S22Exception(
                    "S22-9109",
                    "The plan in the journal of this run cannot be read by this version.",
                    "Go on with the version of S22 that opened it: " + opened.version() + ".")));
  }

  Secrets secrets(CompiledPlan plan) {
    return new PlanSecrets(plan.plan().secrets(), environment::get);
  }

  /** Who asks the gates that are measured. */
  GateAsker gates() {
    return new Gates();
  }

  private Outlook outlook(CompiledPlan plan) {
    return outlooks.of(plan.plan(), new DeclaredOutlook(plan));
  }

  /** The time runs live in. */
  Clock clock() {
    return Workshop::now;
  }

  /** The host that runs are driven by; a proof puts its own around it. */
  RunHost mortal(RunHost host) {
    return host;
  }

  /** The engine over {@code store}. */
  Runner runner(RunStore store, Path home, GateAsker gates, Runner.Observer observer) {
    return new Runner(
        new Runner.Parts(
            store,
            this::compile,
            drivers(),
            gates,
            this::outlook,
            this::secrets,
            clock(),
            home,
            observer));
  }

  @Override
  public void close() {
    drivers.close();
  }
}
