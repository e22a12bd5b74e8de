package io.s22.data.mariadb;

import io.s22.plan.S22Exception;
import java.util.List;
import java.util.stream.Collectors;

/** Whether a server may become the primary, asked before anything is touched. */
final class Fitness {
  private Fitness() {}

  /**
   * @throws S22Exception S22-8105 for errant transactions, S22-8106 for lag, S22-8107 when it does
   *     not replicate
   */
  static void check(Nodes nodes, ClusterView view, Node next, Limits limits) {
    NodeState state = view.state(next.name());
    for (NodeState head : view.heads()) {
      if (!head.name().equals(next.name()) && !state.isPrimary()) {
        // The candidate is read first: its primary writes on, and can only get further.
        refuseErrant(next, next.state(), nodes.get(head.name()).state());
      }
    }
    state.source().ifPresent(source -> refuseBroken(view, state, source, limits));
    if (view.heads().isEmpty()) {
      throw new S22Exception(
          "S22-8107",
          "Every server follows another: " + view.describe(),
          "Name the primary among the nodes, or free one of them (RESET SLAVE ALL).");
    }
  }

  private static void refuseErrant(Node next, NodeState state, NodeState head) {
    List<Errant> errants = Errant.find(next, state, head);
    if (!errants.isEmpty()) {
      throw errant(next.name(), errants);
    }
  }

  static S22Exception errant(String name, List<Errant> errants) {
    return new S22Exception(
        "S22-8105",
        name
            + " has "
            + errants.size()
            + " transactions that the primary has not: "
            + errants.stream().limit(10).map(Errant::toString).collect(Collectors.joining("; ")),
        "Carry over by hand what must not be lost, then rebuild "
            + name
            + "; take READ ONLY ADMIN from the users who wrote there.");
  }

  private static void refuseBroken(
      ClusterView view, NodeState state, SourceStatus source, Limits limits) {
    if (!source.healthy() && view.primaries().size() == 1) {
      throw new S22Exception(
          "S22-8107",
          state.name() + " does not replicate: " + source.error(),
          "Mend its replication first, or choose another node.");
    }
    if (source.secondsBehind().orElse(0) > limits.lag().toSeconds()) {
      throw new S22Exception(
          "S22-8106",
          state.name() + " is " + source.secondsBehind().getAsLong() + " s behind",
          "Wait until it has caught up, or choose another node.");
    }
  }
}
