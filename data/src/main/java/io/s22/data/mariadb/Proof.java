package io.s22.data.mariadb;

import io.s22.data.Address;
import io.s22.data.Router;
import io.s22.plan.S22Exception;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** That a cluster is as it should be after its roles changed. */
final class Proof {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

  private final Nodes nodes;
  private final Router router;
  private final Limits limits;

  Proof(Nodes nodes, Router router, Limits limits) {
    this.nodes = nodes;
    this.router = router;
    this.limits = limits;
  }

  /**
   * One primary, {@code name}; everybody else follows it, fenced, has what it has, and nothing that
   * it has not; clients are led to it.
   *
   * @throws S22Exception S22-8109 naming everything that does not hold; S22-8105 for transactions
   *     that only one server has
   */
  String of(String name) {
    Node primary = nodes.get(name);
    List<Node> others = nodes.all().stream().filter(n -> n != primary).toList();
    nodes.each(others, n -> n.awaits(primary.state().binlog(), limits.catchUp()));
    // Where nothing was written they have everything before they are connected.
    nodes.each(others, n -> awaitFollowing(n, primary.server()));
    List<NodeState> replicas = nodes.map(others, Node::state);
    NodeState leading = primary.state();
    List<String> wrong = new ArrayList<>();
    if (!leading.isPrimary()) {
      wrong.add(name + " does not lead");
    }
    for (NodeState replica : replicas) {
      check(replica, leading, wrong);
    }
    Address led = router.target();
    if (!led.equals(Address.UNKNOWN) && !led.equals(leading.server().address())) {
      wrong.add("clients are led to " + led);
    }
    if (!wrong.isEmpty()) {
      throw new S22Exception(
          "S22-8109",
          "After the change of the primary: " + String.join("; ", wrong),
          "Look at the error logs of these servers, then run the step again: it goes on from"
              + " here.");
    }
    return name + " alone takes writes; " + replicas.size() + " follow it; no errant transactions";
  }

  private void awaitFollowing(Node replica, Server source) {
    long looks = limits.catchUp().dividedBy(LOOK_AGAIN);
    for (long i = 0; i < looks && connecting(replica, source); i++) {
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }

  /** Whether it was told to follow {@code source}, and nothing went wrong so far. */
  private static boolean connecting(Node replica, Server source) {
    return replica
        .source()
        .filter(s -> s.source().equals(source.address()) && s.applying())
        .filter(s -> !s.receiving() && s.error().isEmpty())
        .isPresent();
  }

  private void check(NodeState replica, NodeState leading, List<String> wrong) {
    List<Errant> errants = Errant.find(nodes.get(replica.name()), replica, leading);
    if (!errants.isEmpty()) {
      throw Fitness.errant(replica.name(), errants);
    }
    if (!replica.readOnly()) {
      wrong.add(replica.name() + " takes writes");
    }
    if (!replica.follows(leading.server())) {
      wrong.add(
          replica.name()
              + " does not follow "
              + leading.name()
              + replica.source().map(s -> ": " + s.error()).orElse(""));
    }
  }
}
