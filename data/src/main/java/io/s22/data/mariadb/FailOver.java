package io.s22.data.mariadb;

import io.s22.data.Progress;
import io.s22.data.Router;
import io.s22.plan.S22Exception;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A new primary after the old one died: the replica that has received most takes over. With
 * semi-synchronous replication every acknowledged write is on at least one replica, so on the one
 * that has received most.
 *
 * <p>Like {@link SwitchOver}, it may be cut off at any point and run again.
 */
public final class FailOver {
  private final Collection<Server> servers;
  private final Router router;
  private final Fencer fencer;
  private final Limits limits;
  private final Progress progress;
  private final LongSupplier nanos;

  /**
   * @param servers all servers of the cluster, the dead one included
   * @param fencer makes sure that the dead one stays dead
   * @param nanos a clock that only goes forward, in nanoseconds
   */
  public FailOver(
      Collection<Server> servers,
      Router router,
      Fencer fencer,
      Limits limits,
      Progress progress,
      LongSupplier nanos) {
    this.servers = List.copyOf(servers);
    this.router = router;
    this.fencer = fencer;
    this.limits = limits;
    this.progress = progress;
    this.nanos = nanos;
  }

  /**
   * What was done.
   *
   * @param primary the new one
   * @param took from the beginning until clients were let go
   * @param unprotected whether the new primary had no replica that acknowledges at that moment
   */
  public record Report(String primary, Duration took, boolean unprotected, String proof) {}

  /**
   * Replaces {@code dead}.
   *
   * @throws S22Exception S22-8108 when it still answers or nobody can take over; S22-8109 when the
   *     cluster is not as it should be at the end
   */
  public Report from(String dead) {
    long began = nanos.getAsLong();
    router.hold(limits.lease());
    step("cut-off", () -> fencer.cutOff(dead));
    try (Nodes nodes = Nodes.open(without(dead), limits.patience())) {
      List<NodeState> states = new ArrayList<>();
      step("stop-receiving", () -> stopReceiving(nodes, states));
      Node next = nodes.get(choose(states));
      step("apply", () -> apply(next));
      step("promote", () -> promote(nodes, next));
      boolean guarded = awaitGuard(nodes, next);
      step("route", () -> route(next));
      Duration took = Duration.ofNanos(nanos.getAsLong() - began);
      Proof proof = new Proof(nodes, router, limits);
      return new Report(next.name(), took, !guarded, step("prove", () -> proof.of(next.name())));
    }
  }

  private List<Server> without(String dead) {
    List<Server> rest = servers.stream().filter(s -> !s.name().equals(dead)).toList();
    if (rest.isEmpty() || rest.size() == servers.size()) {
      throw new S22Exception(
          "S22-8108",
          "Nobody can take over from '" + dead + "' among " + servers,
          "Name the dead primary as it stands in the list of nodes, with at least one replica.");
    }
    return rest;
  }

  private String step(String name, Supplier<String> act) {
    progress.before(name);
    String detail = act.get();
    progress.after(name, detail);
    return detail;
  }

  private String stopReceiving(Nodes nodes, List<NodeState> states) {
    nodes.each(
        nodes.all().stream().filter(n -> n.source().isPresent()).toList(),
        n -> n.run("STOP SLAVE IO_THREAD"));
    states.addAll(nodes.states());
    new ClusterView(states).refuseSplit();
    return new ClusterView(states).describe();
  }

  /** A primary that is there already, of an earlier attempt; else who has received most. */
  private static String choose(List<NodeState> states) {
    return states.stream()
        .max(
            Comparator.comparing(NodeState::isPrimary)
                .thenComparing(s -> has(s).transactions())
                .thenComparing(NodeState::name, Comparator.reverseOrder()))
        .orElseThrow()
        .name();
  }

  private static GtidPosition has(NodeState state) {
    return GtidPosition.furthest(
        List.of(
            state.applied(), state.source().map(SourceStatus::received).orElse(state.applied())));
  }

  private String apply(Node next) {
    GtidPosition received = has(next.state());
    if (!next.awaits(received, limits.patience())) {
      throw new S22Exception(
          "S22-8108",
          next.name() + " has received " + received + " but cannot apply it",
          "Look at its error log: "
              + next.source().map(SourceStatus::error).orElse("it follows nobody")
              + ".");
    }
    return next.name() + " has applied all it received, up to " + received;
  }

  /** The others follow at the same time: the first write must not wait for them in turn. */
  private String promote(Nodes nodes, Node next) {
    Replication.lead(next);
    nodes.each(others(nodes, next), n -> Replication.follow(n, next.server()));
    return next.name() + " leads";
  }

  private static List<Node> others(Nodes nodes, Node next) {
    return nodes.all().stream()
        .filter(n -> n != next && !n.state().follows(next.server()))
        .toList();
  }

  private boolean awaitGuard(Nodes nodes, Node next) {
    return nodes.all().size() > 1 && Replication.awaitProtection(next, limits.catchUp(), nanos);
  }

  private String route(Node next) {
    router.release(next.server().address());
    return "clients are led to " + next.server().address();
  }
}
