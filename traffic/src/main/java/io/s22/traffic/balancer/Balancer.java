package io.s22.traffic.balancer;

import io.s22.traffic.policy.TimedGate;
import java.io.IOException;

/** What a maintenance does to a load balancer. All of it may be repeated without harm. */
public interface Balancer {
  /**
   * How a node stands.
   *
   * @param taking whether it gets new work
   * @param weight its share
   * @param busy requests and sockets it still has; of one that has none and gets no new work, the
   *     connections that are still kept open to it
   */
  record NodeStatus(boolean taking, int weight, long busy) {
    /** Whether it has nothing left and gets nothing new. */
    public boolean drained() {
      return !taking && busy == 0;
    }
  }

  /**
   * How {@code node} of {@code pool} stands.
   *
   * @throws IOException when the balancer cannot be reached or knows no such node
   */
  NodeStatus status(String pool, String node) throws IOException;

  /**
   * Gives the node no new work; what it has, it finishes.
   *
   * @param socketsPerSecond how many long-lived connections a second are asked to come back
   *     elsewhere; ignored by a balancer that cannot ask them
   */
  void drain(String pool, String node, int socketsPerSecond) throws IOException;

  /** Gives the node work again. */
  void undrain(String pool, String node) throws IOException;

  /**
   * Sets the node's share.
   *
   * @param weight 0 to 256
   */
  void weight(String pool, String node, int weight) throws IOException;

  /** How users find a route. */
  enum Standing {
    OPEN,
    DEGRADED,
    CLOSED
  }

  /**
   * Closes or degrades a route for a time; replaces what held for that route before, in one step.
   * The balancer itself opens and closes at the gate's instants, whoever is alive then.
   *
   * @throws IOException also when the balancer knows no such route
   */
  void close(TimedGate gate) throws IOException;

  /** Opens a route again. */
  void open(String route) throws IOException;

  /** How users find the route now. */
  Standing standing(String route) throws IOException;

  /** The balancer cannot be reached: nothing was asked of it. */
  final class Unreachable extends IOException {
    private static final long serialVersionUID = 1L;

    public Unreachable(String what, Throwable cause) {
      super(what, cause);
    }
  }

  /** The balancer has answered, and said no. */
  final class Denied extends IOException {
    private static final long serialVersionUID = 1L;

    public Denied(String what) {
      super(what);
    }
  }
}
