package io.s22.cli;

import io.s22.plan.Plan;
import io.s22.rehearsal.binding.Bound;
import io.s22.rehearsal.binding.FastClock;
import io.s22.rehearsal.binding.RehearsalGates;
import io.s22.rehearsal.cluster.Cluster;
import io.s22.rehearsal.mariadb.LocalScratch;
import io.s22.rehearsal.process.ArtefactStore;
import io.s22.run.Clock;
import io.s22.run.Driver;
import io.s22.run.GateAsker;
import io.s22.run.engine.CompiledPlan;
import java.net.http.HttpClient;
import java.util.Map;

/** The wiring of a rehearsal: a faster clock, and drivers bound to the small cluster. */
final class RehearsalMachine extends Machine {
  private static final long SEED = 22;

  private final FastClock clock;
  private final Cluster cluster;
  private final Bound bound;

  /**
   * @param clock the time of the plan
   * @param client through which the cluster is asked
   * @param options what fails on purpose
   */
  RehearsalMachine(
      Map<String, String> environment,
      Plan plan,
      FastClock clock,
      Cluster cluster,
      HttpClient client,
      Rehearsal.Options options) {
    super(environment);
    this.clock = clock;
    this.cluster = cluster;
    CompiledPlan compiled = compile(plan);
    LocalScratch scratches =
        new LocalScratch(
            ArtefactStore.ofThisUser(),
            cluster.folder().resolve("scratch"),
            cluster
                .databases()
                .map(data -> data.cluster().logins().adminPassword())
                .orElse("unused"));
    this.bound =
        new Bound(
            compiled,
            new Bound.Setup(
                cluster,
                client,
                scratches,
                Workshop::now,
                System::nanoTime,
                options.breaks(),
                options.fault(),
                SEED));
  }

  /** Lets the plan's time pass. */
  void start() {
    clock.start();
  }

  Bound bound() {
    return bound;
  }

  @Override
  Map<String, Driver> drivers() {
    return bound.drivers();
  }

  @Override
  GateAsker gates() {
    return new RehearsalGates(cluster);
  }

  @Override
  Clock clock() {
    return clock;
  }
}
