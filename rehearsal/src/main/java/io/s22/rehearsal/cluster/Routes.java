package io.s22.rehearsal.cluster;

import io.s22.traffic.policy.Policy;
import io.s22.traffic.policy.Pool;
import io.s22.traffic.policy.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The gateway's policy for a topology: a pool and a route for each service, and the other routes.
 */
public final class Routes {
  /** Bodies over so many bytes are large uploads. */
  public static final int LARGE = 64 * 1024;

  private Routes() {}

  static Policy policy(Topology topology, Map<String, ServiceNode> nodes) {
    List<Pool> pools = new ArrayList<>();
    List<Route> routes = new ArrayList<>();
    for (Topology.Nodes each : topology.services()) {
      pools.add(
          new Pool(
              each.service(),
              Pool.Balance.ROUND_ROBIN,
              each.hosts().stream().map(host -> member(host, nodes)).toList(),
              new Pool.HealthCheck(each.role().health(), 2_000, 1, 3)));
      routes.add(new Route(each.service(), path(each.service()), Set.of(), -1, each.service()));
    }
    topology.routes().forEach(name -> other(topology, name).ifPresent(routes::add));
    return new Policy(1, pools, routes, List.of());
  }

  private static Pool.Node member(String host, Map<String, ServiceNode> nodes) {
    ServiceNode node = java.util.Objects.requireNonNull(nodes.get(host));
    return new Pool.Node(host, "127.0.0.1", node.port(), 1, Pool.Mode.UP);
  }

  /** A route without nodes of its own is served by the first API; large uploads by the files. */
  private static Optional<Route> other(Topology topology, String name) {
    if (name.contains("upload")) {
      return first(topology, Role.FILES)
          .map(files -> new Route(name, path(files), Set.of("PUT"), LARGE, files));
    }
    return first(topology, Role.API).map(api -> new Route(name, path(name), Set.of(), -1, api));
  }

  private static Optional<String> first(Topology topology, Role role) {
    return topology.services().stream()
        .filter(each -> each.role() == role)
        .map(Topology.Nodes::service)
        .findFirst();
  }

  /** Where users of a service or route ask. */
  public static String path(String name) {
    return "/" + name;
  }
}
