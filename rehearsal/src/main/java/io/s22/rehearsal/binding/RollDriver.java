package io.s22.rehearsal.binding;

import io.s22.driver.inprocess.OwnEffects;
import io.s22.journal.Finding;
import io.s22.journal.Outcome;
import io.s22.plan.Repeat;
import io.s22.plan.S22Exception;
import io.s22.plan.check.DriverSpec;
import io.s22.rehearsal.cluster.Cluster;
import io.s22.rehearsal.cluster.GatewayProcess;
import io.s22.rehearsal.cluster.ServiceNode;
import io.s22.rehearsal.cluster.Topology;
import io.s22.run.Driver;
import io.s22.run.Prediction;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import io.s22.traffic.balancer.Balancer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What Kubernetes would do to a node, done to a node's process: drained at the gateway, restarted
 * under another version, asked for it, and given work again.
 */
public final class RollDriver implements Driver {
  static final String NAME = "kubernetes";

  private static final Duration DRAINS = Duration.ofSeconds(10);
  private static final long LOOK_MILLIS = 20;
  private static final int SOCKETS_A_SECOND = 200;

  private static final DriverSpec SPEC =
      new DriverSpec(
          NAME,
          "Rolls the processes of a rehearsal.",
          List.of(
              action("upgrade-node", "to"),
              action("replace-node", "image"),
              action("drain", ""),
              action("uncordon", "")));

  private static DriverSpec.Action action(String name, String param) {
    List<DriverSpec.Param> params =
        param.isEmpty()
            ? List.of()
            : List.of(new DriverSpec.Param(param, DriverSpec.Kind.TEXT, true, "The version."));
    return new DriverSpec.Action(name, "Rolls a node.", params, Repeat.IDEMPOTENT)
        .proving("ready", "empty");
  }

  private final Cluster cluster;
  private final Balancer balancer;
  private final LongSupplier nanos;

  /**
   * @param gateway before the nodes
   * @param millis wall time in milliseconds since 1970
   * @param nanos a steady clock
   */
  public RollDriver(
      Cluster cluster, GatewayProcess gateway, LongSupplier millis, LongSupplier nanos) {
    this.cluster = cluster;
    this.balancer = gateway.balancer(millis);
    this.nanos = nanos;
  }

  @Override
  public DriverSpec spec() {
    return SPEC;
  }

  @Override
  public Prediction predict(Task task, Surroundings surroundings) {
    ServiceNode node = node(task);
    return new Prediction.WouldChange(node.name() + " runs " + node.version());
  }

  @Override
  public Outcome perform(Task task, Surroundings surroundings) throws InterruptedException {
    return new OwnEffects(surroundings.home().resolve("effects-roll"))
        .perform(task.key(), () -> carryOut(task, surroundings));
  }

  @Override
  public Finding probe(Task task, Surroundings surroundings) {
    return new OwnEffects(surroundings.home().resolve("effects-roll")).probe(task.key());
  }

  private Outcome carryOut(Task task, Surroundings surroundings) throws InterruptedException {
    try {
      return new Outcome.Done(
          task.with().containsKey("proof") ? prove(task) : roll(task, surroundings));
    } catch (IOException | S22Exception e) {
      return new Outcome.Failed(String.valueOf(e.getMessage()));
    }
  }

  private String roll(Task task, Surroundings surroundings)
      throws IOException, InterruptedException {
    ServiceNode node = node(task);
    return switch (task.action()) {
      case "drain" -> drain(node, surroundings);
      case "uncordon" -> giveWork(node);
      default -> {
        surroundings.output().accept(drain(node, surroundings));
        node.restart(version(task));
        surroundings.output().accept(node.name() + " runs " + node.version());
        yield giveWork(node);
      }
    };
  }

  private static String version(Task task) {
    Object to = task.with().getOrDefault("to", task.with().get("image"));
    String text = String.valueOf(to);
    return text.substring(text.lastIndexOf('-') + 1);
  }

  private String drain(ServiceNode node, Surroundings surroundings)
      throws IOException, InterruptedException {
    String pool = pool(node);
    balancer.drain(pool, node.name(), SOCKETS_A_SECOND);
    surroundings.output().accept(node.name() + " gets nothing new");
    long began = nanos.getAsLong();
    Balancer.NodeStatus status = balancer.status(pool, node.name());
    while (!status.drained()) {
      if (nanos.getAsLong() - began > DRAINS.toNanos()) {
        throw new IOException(node.name() + " still has " + status.busy() + " under way");
      }
      Thread.sleep(LOOK_MILLIS);
      status = balancer.status(pool, node.name());
    }
    return "%s has finished, after %d ms"
        .formatted(node.name(), (nanos.getAsLong() - began) / 1_000_000);
  }

  private String giveWork(ServiceNode node) throws IOException {
    balancer.undrain(pool(node), node.name());
    return node.name() + " runs " + node.version() + " and gets work again";
  }

  private String prove(Task task) throws IOException {
    ServiceNode node = node(task);
    Balancer.NodeStatus status = balancer.status(pool(node), node.name());
    if (!node.running() || !status.taking()) {
      throw new IOException(node.name() + (node.running() ? " gets no work" : " does not run"));
    }
    return node.name() + " runs " + node.version() + " and gets work";
  }

  private ServiceNode node(Task task) {
    return cluster
        .node(task.hostName())
        .orElseThrow(() ->
            new S22Exception(
                "S22-8604",
                "'" + task.hostName() + "' is no node of this rehearsal.",
                "Name a host of a service that was promised to users."));
  }

  private String pool(ServiceNode node) {
    return cluster.topology().services().stream()
        .filter(each -> each.hosts().contains(node.name()))
        .map(Topology.Nodes::service)
        .findFirst()
        .orElseThrow();
  }
}
