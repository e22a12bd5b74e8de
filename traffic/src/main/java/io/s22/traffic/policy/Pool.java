package io.s22.traffic.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that serve one service.
 *
 * @param health how a node is asked whether it is well; null when it is not asked
 */
public record Pool(String name, Balance balance, List<Node> nodes, @Nullable HealthCheck health) {
  public Pool {
    nodes = List.copyOf(nodes);
  }

  /** The same pool with another weight for one node. */
  public Pool withWeight(String node, int weight) {
    List<Node> changed =
        nodes.stream()
            .map(each -> each.name().equals(node) ? each.weighing(weight) : each)
            .toList();
    return new Pool(name, balance, changed, health);
  }

  /** How the next node is chosen. */
  public enum Balance {
    /** One after the other, by weight. */
    ROUND_ROBIN,
    /**
     * Of two picked at random, the one with less measured load: requests under way times latency.
     */
    LEAST_LOADED
  }

  /**
   * One node.
   *
   * @param weight its share under ROUND_ROBIN; 0 to 256, 0 for nothing new
   */
  public record Node(String name, String host, int port, int weight, Mode mode) {
    /** The same node with another share. */
    Node weighing(int other) {
      return new Node(name, host, port, other, mode);
    }

    /** The same node in another mode. */
    public Node in(Mode other) {
      return new Node(name, host, port, weight, other);
    }
  }

  /** Whether a node takes work. */
  public enum Mode {
    /** It takes new requests. */
    UP,
    /** It finishes what it has and takes nothing new. */
    DRAIN
  }

  /**
   * How a node is asked.
   *
   * @param path answered with 2xx by a node that is well
   * @param everyMillis how often
   * @param rise answers in a row that make it well again
   * @param fall failures in a row that make it ill
   */
  public record HealthCheck(String path, long everyMillis, int rise, int fall) {}
}
