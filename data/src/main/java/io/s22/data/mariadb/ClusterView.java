package io.s22.data.mariadb;

import io.s22.plan.S22Exception;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All servers as they were at about one moment.
 *
 * @param states one for each server
 */
public record ClusterView(List<NodeState> states) {
  public ClusterView {
    states = List.copyOf(states);
  }

  public NodeState state(String name) {
    return states.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  /** Those that take writes and follow nobody. */
  public List<NodeState> primaries() {
    return states.stream().filter(NodeState::isPrimary).toList();
  }

  /** Those that follow nobody: primaries, former primaries, and those about to become one. */
  public List<NodeState> heads() {
    return states.stream().filter(s -> s.source().isEmpty()).toList();
  }

  /**
   * Refuses when more than one takes writes.
   *
   * @throws S22Exception S22-8104
   */
  public void refuseSplit() {
    if (primaries().size() > 1) {
      throw new S22Exception(
          "S22-8104",
          "More than one server takes writes: "
              + primaries().stream().map(NodeState::name).collect(Collectors.joining(", ")),
          "Fence all but one (SET GLOBAL read_only = ON), find out which transactions each has"
              + " alone, then rejoin or rebuild the others.");
    }
  }

  /** One line for each server. */
  public String describe() {
    return states.stream().map(ClusterView::line).collect(Collectors.joining("; "));
  }

  private static String line(NodeState s) {
    String role =
        s.source()
            .map(source -> "follows " + source.source() + (source.healthy() ? "" : " (stopped)"))
            .orElse(s.readOnly() ? "fenced" : "primary");
    return s.name() + " " + role + " at " + s.applied();
  }
}
