package io.s22.rehearsal.binding;

import io.s22.journal.Finding;
import io.s22.journal.Outcome;
import io.s22.journal.Phase;
import io.s22.plan.Invocation;
import io.s22.plan.check.DriverSpec;
import io.s22.rehearsal.mariadb.MariaDbVersion;
import io.s22.run.Clock;
import io.s22.run.Driver;
import io.s22.run.Prediction;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A driver as a rehearsal knows it: tasks that are real go to the real driver, with this cluster's
 * addresses and versions in place of the plan's; the others to the simulated one.
 */
final class BoundDriver implements Driver {
  /** What the plan says of how its own cluster is reached: this one is reached otherwise. */
  private static final Set<String> REACH =
      Set.of(
          "nodes",
          "port",
          "user",
          "password",
          "tls",
          "router",
          "stop",
          "keep",
          "install",
          "bring-back",
          "start",
          "cut-off",
          "dump",
          "client",
          "scratch",
          "control",
          "token");

  private final String name;
  private final @Nullable Driver real;
  private final Driver simulated;
  private final Bindings bindings;
  private final Clock wall;
  private final Breakage breakage;
  private final LongSupplier nanos;
  private final Collection<Bound.Lapse> lapses;

  /**
   * @param real the driver of this name that can act on the cluster; null for none
   * @param setup real drivers live in its wall clock
   * @param breakage which tasks fail on purpose after they were done
   * @param lapses told when each real task began and ended
   */
  BoundDriver(
      String name,
      @Nullable Driver real,
      Driver simulated,
      Bindings bindings,
      Bound.Setup setup,
      Breakage breakage,
      Collection<Bound.Lapse> lapses) {
    this.name = name;
    this.real = real;
    this.simulated = simulated;
    this.bindings = bindings;
    this.wall = setup.wall();
    this.nanos = setup.nanos();
    this.lapses = lapses;
    this.breakage = breakage;
  }

  @Override
  public DriverSpec spec() {
    return real != null ? real.spec() : new DriverSpec(name, "Simulated.", List.of());
  }

  @Override
  public Prediction predict(Task task, Surroundings surroundings) throws InterruptedException {
    Driver behind = behind(task);
    return behind == simulated
        ? simulated.predict(task, surroundings)
        : behind.predict(here(task, surroundings), real(surroundings));
  }

  @Override
  public Outcome perform(Task task, Surroundings surroundings) throws InterruptedException {
    Driver behind = behind(task);
    Outcome outcome =
        behind == simulated
            ? simulated.perform(task, surroundings)
            : watched(task, () -> behind.perform(here(task, surroundings), real(surroundings)));
    return outcome instanceof Outcome.Done
        ? breakage.of(task).<Outcome>map(Outcome.Failed::new).orElse(outcome)
        : outcome;
  }

  /** Something that takes its time. */
  private interface Work {
    Outcome run() throws InterruptedException;
  }

  private Outcome watched(Task task, Work work) throws InterruptedException {
    long from = nanos.getAsLong();
    try {
      return work.run();
    } finally {
      lapses.add(new Bound.Lapse(uses(task), task.effect().toString(), from, nanos.getAsLong()));
    }
  }

  @Override
  public Finding probe(Task task, Surroundings surroundings) throws InterruptedException {
    Driver behind = behind(task);
    return behind == simulated
        ? simulated.probe(task, surroundings)
        : behind.probe(here(task, surroundings), real(surroundings));
  }

  private Driver behind(Task task) {
    Driver driver = real;
    if (driver == null || !bindings.of(uses(task), task.hostName(), figure(task)).isReal()) {
      return simulated;
    }
    Object proof = task.with().get(Invocation.PROOF);
    boolean provable =
        proof == null
            || driver
                .spec()
                .action(task.action())
                .filter(action -> action.proofs().contains(String.valueOf(proof)))
                .isPresent();
    return provable ? driver : simulated;
  }

  private static Object figure(Task task) {
    return task.with().getOrDefault("figure", "");
  }

  private String uses(Task task) {
    return task.action().isEmpty() ? name : name + "." + task.action();
  }

  private Surroundings real(Surroundings plan) {
    return new Surroundings(wall, plan.secrets(), plan.output(), plan.home(), Map.of());
  }

  /** The same task on this cluster. */
  private Task here(Task task, Surroundings plan) {
    Map<String, Object> with = new HashMap<>(task.with());
    with.keySet().removeAll(REACH);
    if (name.equals("mariadb") && task.action().equals("upgrade")) {
      boolean back = task.effect().phase() == Phase.UNDO;
      with.put("to", (back ? MariaDbVersion.V10_11_5 : MariaDbVersion.V11_4_5).number());
    }
    if (name.equals("gateway")) {
      RealTimes.put(with, plan.clock(), wall);
    }
    return new Task(
        task.run(),
        task.effect(),
        task.action(),
        with,
        task.hostName(),
        null,
        task.timeout(),
        task.undoes());
  }
}
