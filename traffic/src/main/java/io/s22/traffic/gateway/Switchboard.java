package io.s22.traffic.gateway;

import io.s22.traffic.policy.Policy;
import io.s22.traffic.policy.Pool;
import io.s22.traffic.policy.Pool.Mode;
import io.s22.traffic.policy.Pool.Node;
import io.s22.traffic.policy.RouteTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The policy in force, compiled; replaced whole, so that a request sees one policy or the next. */
final class Switchboard {
  /**
   * One policy with the nodes it names.
   *
   * @param members by pool
   * @param tallies by route
   */
  record Board(
      Policy policy,
      RouteTable routes,
      Map<String, Members> members,
      Map<String, RouteTally> tallies) {}

  private volatile Board board =
      new Board(Policy.EMPTY, new RouteTable(Policy.EMPTY), Map.of(), Map.of());

  Board now() {
    return board;
  }

  synchronized void install(Policy policy) {
    Map<String, Members> members = new HashMap<>();
    for (Pool pool : policy.pools()) {
      members.put(pool.name(), Members.of(pool, board.members().get(pool.name())));
    }
    Map<String, RouteTally> tallies = new HashMap<>();
    policy
        .routes()
        .forEach(route ->
            tallies.put(
                route.name(), board.tallies().getOrDefault(route.name(), new RouteTally())));
    board = new Board(policy, new RouteTable(policy), Map.copyOf(members), Map.copyOf(tallies));
  }

  /** Installs {@code policy} only if the one in force is still that of {@code version}. */
  synchronized boolean replace(long version, Policy policy) {
    if (board.policy().version() != version) {
      return false;
    }
    install(policy);
    return true;
  }

  /** Changes a node's mode or weight; null when there is no such node. */
  synchronized @Nullable Member change(String pool, String node, UnaryOperator<Node> change) {
    if (member(pool, node) == null) {
      return null;
    }
    List<Pool> pools = new ArrayList<>();
    for (Pool each : board.policy().pools()) {
      pools.add(each.name().equals(pool) ? changed(each, node, change) : each);
    }
    Policy old = board.policy();
    install(new Policy(old.version() + 1, pools, old.routes(), old.gates()));
    return member(pool, node);
  }

  /** A node of a pool; null when there is none of that name. */
  @Nullable Member member(String pool, String node) {
    Members members = board.members().get(pool);
    return members == null
        ? null
        : members.all().stream()
            .filter(member -> member.node().name().equals(node))
            .findFirst()
            .orElse(null);
  }

  private static Pool changed(Pool pool, String node, UnaryOperator<Node> change) {
    List<Node> nodes =
        pool.nodes().stream().map(n -> n.name().equals(node) ? change.apply(n) : n).toList();
    return new Pool(pool.name(), pool.balance(), nodes, pool.health());
  }

  /** Takes a node out of new work or back into it. */
  @Nullable Member mode(String pool, String node, Mode mode) {
    return change(pool, node, each -> each.in(mode));
  }
}
