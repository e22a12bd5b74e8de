package io.s22.rehearsal.binding;

import io.s22.driver.Drivers;
import io.s22.plan.Inventory;
import io.s22.plan.Invocation;
import io.s22.plan.Parameter;
import io.s22.plan.Plan;
import io.s22.plan.Stage;
import io.s22.plan.Step;
import io.s22.plan.check.DriverSpec;
import io.s22.rehearsal.cluster.Caches;
import io.s22.rehearsal.cluster.Topology;
import io.s22.run.Driver;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides for each step and host whether it is real in a rehearsal. */
public final class Bindings {
  private final Plan plan;
  private final Topology topology;
  private final Map<String, DriverSpec> specs = new LinkedHashMap<>();
  private final Inventory inventory;

  /**
   * @param real the drivers that can act on the cluster
   */
  public Bindings(Plan plan, Topology topology, List<Driver> real) {
    this.plan = plan;
    this.topology = topology;
    this.inventory = new Inventory(plan.cluster());
    real.forEach(driver -> specs.put(driver.spec().name(), driver.spec()));
  }

  /** By step: what is behind it, on all its hosts together. */
  public Map<String, Binding> steps() {
    Map<String, Binding> steps = new LinkedHashMap<>();
    for (Stage stage : plan.stages()) {
      stage.steps().forEach(step -> steps.put(step.step(), of(step)));
    }
    return steps;
  }

  private Binding of(Step step) {
    List<String> hosts = step.on().isEmpty() ? List.of("") : inventory.hosts(step.on());
    Object figure =
        step.with().get("figure") instanceof Parameter.Scalar(var at, String name) ? name : "";
    List<Binding> each = hosts.stream().map(host -> of(step.uses(), host, figure)).toList();
    List<Binding> real = each.stream().filter(Binding::isReal).toList();
    if (real.isEmpty() || real.size() == each.size()) {
      return each.isEmpty() ? Binding.simulated("it has no hosts") : each.getFirst();
    }
    return new Binding(
        Binding.Kind.PARTLY,
        "%s; on %d of %d hosts, the others are simulated"
            .formatted(real.getFirst().why(), real.size(), each.size()));
  }

  /**
   * What is behind {@code uses} on {@code host}, which is empty for S22's own machine.
   *
   * @param figure what is measured; empty for nothing
   */
  public Binding of(String uses, String host, Object figure) {
    String driver = Drivers.name(uses);
    String action = Drivers.action(uses);
    return switch (driver) {
      case "mariadb" -> database(action, host);
      case "redis" -> cache(action, host);
      case "gateway" -> gateway(action, host);
      case RollDriver.NAME -> node(action, host);
      case "measure" ->
          ClusterMeasure.real(action, figure, topology)
              .map(Binding::real)
              .orElseGet(() -> Binding.simulated("this machine has nothing like it"));
      case "shell", "ssh", "http" ->
          Binding.simulated("commands of the plan would reach beyond this cluster");
      case "wait", "approval" -> Binding.simulated("it only takes its time");
      default -> Binding.simulated("this machine has no " + driver);
    };
  }

  private Binding database(String action, String host) {
    if (topology.databases().isEmpty()) {
      return Binding.simulated("the plan names fewer than two database hosts");
    }
    if (!host.isEmpty() && !topology.databases().contains(host)) {
      return Binding.simulated(host + " is one database host too many for this machine");
    }
    return switch (action) {
      case "upgrade", "restore" -> Binding.real("MariaDB 10.11.5 to 11.4.5 and back");
      default -> known("mariadb", action, "MariaDB " + action);
    };
  }

  private Binding cache(String action, String host) {
    if (topology.caches().isEmpty()) {
      return Binding.simulated("the plan names fewer than two cache hosts");
    }
    if (action.equals("to-cluster") || action.equals("restore")) {
      return Binding.simulated("the rehearsal's users do not speak to a cluster");
    }
    if (action.equals("upgrade") && Caches.next().isEmpty()) {
      return Binding.simulated("this machine has no Redis 7");
    }
    if (!host.isEmpty() && !topology.caches().contains(host)) {
      return Binding.simulated(host + " is one cache host too many for this machine");
    }
    return action.equals("upgrade")
        ? Binding.real("Redis 6.2 to " + Caches.next().orElseThrow().version())
        : known("redis", action, "Redis " + action);
  }

  private Binding gateway(String action, String host) {
    return topology.services().isEmpty()
        ? Binding.simulated("the plan promises no service to anybody")
        : known("gateway", action, "the gateway before the nodes");
  }

  private Binding node(String action, String host) {
    if (!topology.isNode(host)) {
      return Binding.simulated("this machine has no Kubernetes");
    }
    return known(
        RollDriver.NAME, action, "each process drained, restarted, asked, given work again");
  }

  private Binding known(String driver, String action, String what) {
    DriverSpec spec = specs.get(driver);
    return spec != null && spec.action(action).isPresent()
        ? Binding.real(what)
        : Binding.simulated("no driver can do " + driver + "." + action + " yet");
  }

  /** The words before the dot of everything the plan uses. */
  public Set<String> driverNames() {
    Set<String> names = new LinkedHashSet<>();
    for (Stage stage : plan.stages()) {
      for (Step step : stage.steps()) {
        names.add(Drivers.name(step.uses()));
        add(names, step.precheck());
        add(names, step.verify());
        add(names, step.rollback());
      }
    }
    return names;
  }

  private static void add(Set<String> names, @Nullable Invocation invocation) {
    if (invocation != null && invocation.uses() != null) {
      names.add(Drivers.name(invocation.uses()));
    }
  }
}
