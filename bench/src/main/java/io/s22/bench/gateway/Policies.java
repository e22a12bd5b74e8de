package io.s22.bench.gateway;

import io.s22.traffic.policy.Policy;
import io.s22.traffic.policy.Pool;
import io.s22.traffic.policy.Pool.Balance;
import io.s22.traffic.policy.Pool.Mode;
import io.s22.traffic.policy.Pool.Node;
import io.s22.traffic.policy.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Policies of the proofs: one pool, two routes. */
final class Policies {
  private Policies() {}

  /**
   * Nodes n1, n2 ... of pool {@code api} on {@code ports}, routes {@code /open} and {@code /timed}.
   */
  static Policy of(int... ports) {
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < ports.length; i++) {
      nodes.add(new Node("n" + (i + 1), "127.0.0.1", ports[i], 1, Mode.UP));
    }
    return new Policy(
        1,
        List.of(new Pool("api", Balance.ROUND_ROBIN, nodes, null)),
        List.of(
            new Route("timed", "/timed", Set.of(), -1, "api"),
            new Route("open", "/", Set.of(), -1, "api")),
        List.of());
  }
}
