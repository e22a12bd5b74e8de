package io.s22.rehearsal.binding;

import io.s22.data.backup.ScratchServers;
import io.s22.driver.Drivers;
import io.s22.journal.Outcome;
import io.s22.plan.Gate;
import io.s22.rehearsal.cluster.Cluster;
import io.s22.rehearsal.cluster.Fault;
import io.s22.run.Clock;
import io.s22.run.Driver;
import io.s22.run.GateAsker;
import io.s22.run.engine.CompiledPlan;
import io.s22.run.engine.Jobs;
import io.s22.run.simulated.Behaviour;
import io.s22.run.simulated.DeclaredBehaviour;
import io.s22.run.simulated.SimulatedDriver;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A plan bound to a cluster: its drivers, ready for the engine. */
public final class Bound {
  private final Bindings bindings;
  private final Map<String, Driver> drivers = new HashMap<>();
  private final Queue<Lapse> lapses = new ConcurrentLinkedQueue<>();

  /**
   * When a real task was under way.
   *
   * @param uses its driver and action
   * @param from on the steady clock
   * @param to on the steady clock
   */
  public record Lapse(String uses, String effect, long from, long to) {}

  /**
   * What it is bound with.
   *
   * @param client through which the cluster is asked
   * @param scratches where backups are tried
   * @param wall the machine's own time
   * @param nanos a steady clock
   * @param breaks the step that fails on purpose; null for none
   * @param fault what its nodes then have; null for nothing
   * @param seed of the simulated durations
   */
  public record Setup(
      Cluster cluster,
      HttpClient client,
      ScratchServers scratches,
      Clock wall,
      LongSupplier nanos,
      @Nullable String breaks,
      @Nullable Fault fault,
      long seed) {}

  public Bound(CompiledPlan plan, Setup setup) {
    List<Driver> real = real(setup);
    this.bindings = new Bindings(plan.plan(), setup.cluster().topology(), real);
    Driver simulated =
        new SimulatedDriver(
            new Flawless(new DeclaredBehaviour(plan, setup.seed())), duration -> duration);
    for (String name : bindings.driverNames()) {
      Driver behind =
          real.stream().filter(d -> d.spec().name().equals(name)).findFirst().orElse(null);
      drivers.put(
          name,
          new BoundDriver(
              name, behind, simulated, bindings, setup, new Breakage(plan, setup), lapses));
    }
  }

  private static List<Driver> real(Setup setup) {
    List<Driver> real =
        new ArrayList<>(List.of(Drivers.ofClusters(setup.scratches(), setup.nanos())));
    real.add(new ClusterMeasure(setup.cluster(), setup.client(), setup.nanos()));
    setup
        .cluster()
        .gateway()
        .ifPresent(gateway ->
            real.add(
                new RollDriver(
                    setup.cluster(),
                    gateway,
                    () -> setup.wall().now().toEpochMilli(),
                    setup.nanos())));
    return real;
  }

  /** What each step is bound to. */
  public Map<String, Binding> steps() {
    return bindings.steps();
  }

  /** When real tasks of {@code uses} were under way, in order. */
  public List<Lapse> lapses(String uses) {
    return lapses.stream().filter(each -> each.uses().equals(uses)).toList();
  }

  /** By the word before the dot. */
  public Map<String, Driver> drivers() {
    return Map.copyOf(drivers);
  }

  /** As the plan declares, but nothing fails by chance: a rehearsal shows the same each time. */
  private record Flawless(Behaviour declared) implements Behaviour {
    @Override
    public Lapse of(Jobs.Job job) {
      Lapse lapse = declared.of(job);
      return lapse.outcome() instanceof Outcome.Done
          ? lapse
          : new Lapse(
              lapse.lasts(), new Outcome.Done("simulated: nothing was done on the cluster"));
    }

    @Override
    public GateAsker.Reply answer(String subject, Gate gate) {
      return declared.answer(subject, gate);
    }
  }
}
