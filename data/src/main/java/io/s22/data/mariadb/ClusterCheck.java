package io.s22.data.mariadb;

import io.s22.data.Router;
import io.s22.plan.S22Exception;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Looks at a cluster and changes nothing. */
public final class ClusterCheck {
  private final Collection<Server> servers;
  private final Limits limits;

  public ClusterCheck(Collection<Server> servers, Limits limits) {
    this.servers = List.copyOf(servers);
    this.limits = limits;
  }

  /** One line for each server. */
  public String describe() {
    try (Nodes nodes = Nodes.open(servers, limits.patience())) {
      return new ClusterView(nodes.states()).describe();
    }
  }

  /** The server {@code name} as it is now. */
  public NodeState state(String name) {
    try (Nodes nodes = Nodes.open(servers, limits.patience())) {
      return nodes.get(name).state();
    }
  }

  /**
   * The one that takes writes; those that cannot be reached are passed over.
   *
   * @throws S22Exception S22-8104 when there are several, S22-8107 when there is none
   */
  public Server primary() {
    List<NodeState> states = servers.stream().flatMap(s -> reachable(s).stream()).toList();
    ClusterView view = new ClusterView(states);
    view.refuseSplit();
    return view.primaries().stream()
        .findFirst()
        .map(NodeState::server)
        .orElseThrow(() ->
            new S22Exception(
                "S22-8107",
                "No server takes writes: " + view.describe(),
                "Run the switch-over or fail-over again: it goes on from where it was."));
  }

  private Optional<NodeState> reachable(Server server) {
    try (Node node = Node.open(server, limits.patience())) {
      return Optional.of(node.state());
    } catch (S22Exception e) {
      if (e.code().equals("S22-8101")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Why {@code name} may not become the primary; empty when it may. */
  public Optional<String> refusal(String name) {
    try (Nodes nodes = Nodes.open(servers, limits.patience())) {
      ClusterView view = new ClusterView(nodes.states());
      view.refuseSplit();
      Fitness.check(nodes, view, nodes.get(name), limits);
      return Optional.empty();
    } catch (S22Exception e) {
      return Optional.of(e.code() + ": " + e.getMessage());
    }
  }

  /**
   * That exactly one server takes writes, everybody follows it and clients are led to it.
   *
   * @throws S22Exception S22-8104, S22-8105, S22-8107, S22-8109 when it does not hold
   */
  public String prove(Router router) {
    try (Nodes nodes = Nodes.open(servers, limits.patience())) {
      return new Proof(nodes, router, limits).of(primary().name());
    }
  }

  /**
   * That {@code name} follows the primary and has caught up.
   *
   * @throws S22Exception S22-8109 when it does not
   */
  public String follows(String name) {
    Server leading = primary();
    try (Nodes nodes = Nodes.open(servers, limits.patience())) {
      Node node = nodes.get(name);
      GtidPosition wanted = nodes.get(leading.name()).state().binlog();
      if (!node.state().follows(leading) || !node.awaits(wanted, limits.patience())) {
        throw new S22Exception(
            "S22-8109",
            name + " does not follow " + leading + ": " + node.state().applied(),
            "Look at its error log, or run mariadb.rejoin.");
      }
      return name + " runs " + node.state().version() + ", follows, and has reached " + wanted;
    }
  }
}
