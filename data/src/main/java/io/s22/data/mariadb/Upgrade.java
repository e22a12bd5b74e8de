package io.s22.data.mariadb;

import io.s22.data.Progress;
import io.s22.plan.S22Exception;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Another version for one server that is not the primary, and the way back. May be cut off anywhere
 * and run again.
 */
public final class Upgrade {
  /** What was written while it was away is more than what a running replica is behind. */
  private static final int CATCH_UP = 4;

  private final Collection<Server> servers;
  private final NodeControl control;
  private final Limits limits;
  private final Progress progress;

  public Upgrade(
      Collection<Server> servers, NodeControl control, Limits limits, Progress progress) {
    this.servers = List.copyOf(servers);
    this.control = control;
    this.limits = limits;
    this.progress = progress;
  }

  /**
   * Brings {@code name} to {@code version}; it follows the primary again at the end.
   *
   * @throws S22Exception S22-8110 when it is the primary; S22-8111 when it does not come back
   */
  public String to(String name, String version) throws InterruptedException {
    Optional<NodeState> seen = look(name);
    if (seen.filter(s -> has(s, version)).isEmpty()) {
      String before = seen.map(Upgrade::number).orElse("before");
      act("stop", () -> control.stop(name));
      act("keep", () -> control.keep(name, before));
      act("install", () -> control.install(name, version));
      act("start", () -> control.start(name));
    }
    return rejoin(name, version);
  }

  /** Brings {@code name} back to {@code version} with the data it had then. */
  public String back(String name, String version) throws InterruptedException {
    if (look(name).filter(s -> has(s, version)).isEmpty()) {
      act("stop", () -> control.stop(name));
      act("bring-back", () -> control.bringBack(name, version));
      act("install", () -> control.install(name, version));
      act("start", () -> control.start(name));
    }
    return rejoin(name, version);
  }

  /** Something done from outside. */
  private interface Act {
    void run() throws InterruptedException;
  }

  private void act(String name, Act act) throws InterruptedException {
    progress.before(name);
    act.run();
    progress.after(name, "done");
  }

  /** As it is; empty when it does not answer, for example after a cut between stop and start. */
  private Optional<NodeState> look(String name) {
    Server server = server(name);
    try (Node node = Node.open(server, limits.patience())) {
      NodeState state = node.state();
      if (state.isPrimary()) {
        throw new S22Exception(
            "S22-8110",
            name + " is the primary: it cannot be taken away",
            "Switch to an upgraded replica first (mariadb.switch), then upgrade " + name + ".");
      }
      return Optional.of(state);
    } catch (S22Exception e) {
      if (e.code().equals("S22-8101")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Server server(String name) {
    return servers.stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new S22Exception(
                "S22-8103",
                "'" + name + "' is not among the nodes " + servers,
                "Name one of these nodes, or add it to the list of nodes."));
  }

  private static boolean has(NodeState state, String version) {
    return number(state).equals(version);
  }

  /** {@code 10.11.5} of {@code 10.11.5-MariaDB-log}. */
  private static String number(NodeState state) {
    int dash = state.version().indexOf('-');
    return dash < 0 ? state.version() : state.version().substring(0, dash);
  }

  private String rejoin(String name, String version) {
    progress.before("rejoin");
    Server server = server(name);
    Rejoin.Result result =
        new Rejoin(limits.patience().multipliedBy(CATCH_UP)).of(server, primary(name));
    String detail =
        switch (result) {
          case Rejoin.Result.Follows f -> name + " runs " + version + " and is at " + f.position();
          case Rejoin.Result.Diverged d -> throw Fitness.errant(name, d.errants());
          case Rejoin.Result.Behind b -> throw away(name, "does not catch up: " + b.why());
        };
    try (Node node = Node.open(server, limits.patience())) {
      if (!has(node.state(), version)) {
        throw away(name, "runs " + node.state().version() + ", not " + version);
      }
    }
    progress.after("rejoin", detail);
    return detail;
  }

  private static S22Exception away(String name, String why) {
    return new S22Exception(
        "S22-8111",
        name + " " + why,
        "Read its error log; the copy of its data from before the upgrade is kept.");
  }

  private Server primary(String name) {
    List<Server> others = servers.stream().filter(s -> !s.name().equals(name)).toList();
    try (Nodes nodes = Nodes.open(others, limits.patience())) {
      ClusterView view = new ClusterView(nodes.states());
      view.refuseSplit();
      return view.primaries().stream()
          .findFirst()
          .map(NodeState::server)
          .orElseThrow(() ->
              new S22Exception(
                  "S22-8107",
                  "None of " + others + " takes writes",
                  "Run the switch-over or fail-over again: it goes on from where it was."));
    }
  }
}
