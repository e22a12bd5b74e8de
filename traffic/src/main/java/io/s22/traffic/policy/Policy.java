package io.s22.traffic.policy;

import java.util.List;

/**
 * Everything the gateway decides by.
 *
 * @param version raised by whoever writes a new policy; shown in the state
 * @param pools the nodes behind each service
 * @param routes which requests go where; the longest matching prefix wins
 * @param gates when a route is closed or degraded
 */
public record Policy(long version, List<Pool> pools, List<Route> routes, List<TimedGate> gates) {
  public static final Policy EMPTY = new Policy(0, List.of(), List.of(), List.of());

  public Policy {
    pools = List.copyOf(pools);
    routes = List.copyOf(routes);
    gates = List.copyOf(gates);
  }
}
