package io.s22.data.mariadb;

import io.s22.data.Address;
import io.s22.data.Progress;
import io.s22.data.Router;
import io.s22.plan.S22Exception;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The planned change of the primary: brake, fence, catch up, promote, re-point, prove.
 *
 * <p>A sequence of sub-steps, each of which looks first and may be repeated. Cut off at any point
 * and run again with the same target, it ends with exactly one server that takes writes; at no
 * point do two: the old primary is fenced before the new one is let free. The other replicas follow
 * the target before clients are held, so that its first write is already protected.
 */
public final class SwitchOver {
  private final Collection<Server> servers;
  private final Router router;
  private final Limits limits;
  private final Progress progress;
  private final LongSupplier nanos;

  /**
   * @param servers all servers of the cluster
   * @param nanos a clock that only goes forward, in nanoseconds
   */
  public SwitchOver(
      Collection<Server> servers,
      Router router,
      Limits limits,
      Progress progress,
      LongSupplier nanos) {
    this.servers = List.copyOf(servers);
    this.router = router;
    this.limits = limits;
    this.progress = progress;
    this.nanos = nanos;
  }

  /**
   * What was done.
   *
   * @param held from the brake to the release
   * @param position up to which the new primary had everything of the old one when it took over
   * @param proof what was seen at the end, one sentence
   */
  public record Report(String primary, Duration held, GtidPosition position, String proof) {}

  /**
   * Makes {@code target} the primary.
   *
   * @throws S22Exception S22-8103 to S22-8109 when it cannot be done; then the old primary leads as
   *     before, unless the message says otherwise
   */
  public Report to(String target) {
    try (Nodes nodes = Nodes.open(servers, limits.patience())) {
      Node next = nodes.get(target);
      List<Node> others = nodes.all().stream().filter(n -> n != next).toList();
      step("look", () -> look(nodes, next));
      Proof proof = new Proof(nodes, router, limits);
      if (already(nodes, next, others)) {
        return new Report(
            target, Duration.ZERO, next.state().binlog(), step("prove", () -> proof.of(target)));
      }
      step("chain", () -> chain(nodes, next, others));
      step("approach", () -> approach(nodes, next));
      List<Node> heads = heads(nodes, next);
      boolean promoted = !next.state().readOnly() && next.source().isEmpty();
      long began = nanos.getAsLong();
      GtidPosition position = exchange(nodes, next, others, heads, promoted);
      Duration held = Duration.ofNanos(nanos.getAsLong() - began);
      step("demote", () -> demote(nodes, next, others));
      return new Report(target, held, position, step("prove", () -> proof.of(target)));
    }
  }

  private boolean already(Nodes nodes, Node next, List<Node> others) {
    Address led = router.target();
    return next.state().isPrimary()
        && nodes.map(others, n -> n.state().follows(next.server())).stream().allMatch(f -> f)
        && (led.equals(Address.UNKNOWN) || led.equals(next.server().address()));
  }

  private String step(String name, Supplier<String> act) {
    progress.before(name);
    String detail = act.get();
    progress.after(name, detail);
    return detail;
  }

  private String look(Nodes nodes, Node next) {
    ClusterView view = new ClusterView(nodes.states());
    view.refuseSplit();
    Fitness.check(nodes, view, next, limits);
    return view.describe();
  }

  /** The other replicas follow the target already now, while the old primary still leads. */
  private String chain(Nodes nodes, Node next, List<Node> others) {
    List<Node> behind =
        others.stream()
            .filter(n -> n.source().isPresent() && !n.state().follows(next.server()))
            .toList();
    nodes.each(
        behind,
        node -> {
          node.run("STOP SLAVE");
          if (!next.awaits(node.state().applied(), limits.catchUp())) {
            node.run("START SLAVE");
            throw tooSlow(next, node.state().applied());
          }
          Replication.follow(node, next.server());
        });
    return behind.isEmpty() ? "nothing to do" : names(behind) + " follow " + next.name();
  }

  private static String names(List<Node> nodes) {
    return nodes.stream().map(Node::name).collect(Collectors.joining(", "));
  }

  /** As near as may be before anybody is held. */
  private String approach(Nodes nodes, Node next) {
    GtidPosition now = furthest(nodes, next);
    refollowWhenLost(nodes, next, now);
    if (!next.awaits(now, limits.lag())) {
      throw tooSlow(next, now);
    }
    return next.name() + " has reached " + now;
  }

  /** After a cut between the end of following and the promotion, with something still missing. */
  private void refollowWhenLost(Nodes nodes, Node next, GtidPosition wanted) {
    NodeState state = next.state();
    if (state.source().isEmpty() && !state.applied().reaches(wanted)) {
      heads(nodes, next).stream().findFirst().ifPresent(h -> Replication.follow(next, h.server()));
    }
  }

  private static List<Node> heads(Nodes nodes, Node next) {
    return nodes.all().stream().filter(n -> n != next && n.source().isEmpty()).toList();
  }

  private static GtidPosition furthest(Nodes nodes, Node next) {
    return GtidPosition.furthest(nodes.map(heads(nodes, next), n -> n.state().applied()));
  }

  /** What clients wait for. Whatever fails before the promotion is taken back. */
  private GtidPosition exchange(
      Nodes nodes, Node next, List<Node> others, List<Node> heads, boolean already) {
    boolean[] promoted = {already};
    try {
      step("hold", this::hold);
      List<GtidPosition> fenced = new ArrayList<>();
      step("fence", () -> fence(nodes, heads, fenced));
      GtidPosition last = GtidPosition.furthest(fenced);
      step("catch-up", () -> catchUp(next, last));
      promoted[0] = true;
      step("promote", () -> promote(next, others.size() > heads.size()));
      step("route", () -> route(next));
      return last;
    } catch (RuntimeException e) {
      if (!promoted[0]) {
        takeBack(heads);
      }
      throw e;
    }
  }

  private String hold() {
    router.hold(limits.lease());
    return "clients are held for at most " + limits.lease().toMillis() + " ms";
  }

  private String fence(Nodes nodes, List<Node> heads, List<GtidPosition> fenced) {
    fenced.addAll(nodes.map(heads, n -> Replication.fence(n, limits.catchUp())));
    return names(heads) + " takes no writes, last transaction " + GtidPosition.furthest(fenced);
  }

  private String catchUp(Node next, GtidPosition last) {
    if (!next.awaits(last, limits.catchUp())) {
      throw tooSlow(next, last);
    }
    return next.name() + " has everything";
  }

  private String promote(Node next, boolean protectedBefore) {
    boolean guarded = Replication.lead(next);
    if (protectedBefore
        && !guarded
        && !Replication.awaitProtection(next, limits.patience(), nanos)) {
      return next.name() + " leads, unprotected: no replica acknowledges yet";
    }
    return next.name() + " leads";
  }

  private String route(Node next) {
    router.release(next.server().address());
    return "clients are led to " + next.server().address();
  }

  private void takeBack(List<Node> heads) {
    if (heads.size() == 1) {
      heads.getFirst().run("SET GLOBAL read_only = OFF");
      router.release(heads.getFirst().server().address());
    }
  }

  private String demote(Nodes nodes, Node next, List<Node> others) {
    List<Node> loose = others.stream().filter(n -> !n.state().follows(next.server())).toList();
    nodes.each(loose, n -> Replication.follow(n, next.server()));
    return loose.isEmpty() ? "nothing to do" : names(loose) + " follows " + next.name();
  }

  private static S22Exception tooSlow(Node next, GtidPosition wanted) {
    NodeState state = next.state();
    return new S22Exception(
        "S22-8106",
        next.name() + " did not reach " + wanted + " in time: it is at " + state.applied(),
        "Wait until replication has caught up, or mend it: "
            + state.source().map(SourceStatus::error).filter(e -> !e.isEmpty()).orElse("no error")
            + ".");
  }
}
