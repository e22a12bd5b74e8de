package io.s22.traffic.gateway;

import io.s22.traffic.policy.Pool.Mode;
import io.s22.traffic.policy.Pool.Node;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** One node as the gateway lives with it: what is under way there, and how well it answers. */
final class Member {
  /** Weight of the newest measurement in the moving average of latency. */
  private static final double NEWEST = 0.1;

  private volatile Node node;
  private volatile boolean healthy = true;
  private volatile double latencyNanos = 1_000_000;
  private int streak;

  final SocketAddress address;
  final AtomicInteger requests = new AtomicInteger();
  final AtomicInteger sockets = new AtomicInteger();
  private final Set<HttpConnection> kept = ConcurrentHashMap.newKeySet();
  final LongAdder served = new LongAdder();
  final LongAdder failed = new LongAdder();

  Member(Node node) {
    this.node = node;
    this.address = SocketAddress.inetSocketAddress(node.port(), node.host());
  }

  Node node() {
    return node;
  }

  void setNode(Node changed) {
    node = changed;
    if (requests.get() == 0) {
      hangUpOutOfWork();
    }
  }

  /** A request goes out on {@code line}, which stays open for the next one. */
  void keeps(HttpConnection line) {
    if (kept.add(line)) {
      line.closeHandler(closed -> kept.remove(line));
    }
  }

  /** Connections that are kept open to it. */
  int connections() {
    return kept.size();
  }

  /** One request fewer; the last one of a node out of work leaves no connection behind. */
  void release() {
    if (requests.decrementAndGet() == 0) {
      hangUpOutOfWork();
    }
  }

  /**
   * A node that has nothing left may be stopped and come back at once: a request sent on a
   * connection to what it was before would be lost.
   */
  private void hangUpOutOfWork() {
    if (node.mode() == Mode.DRAIN) {
      kept.forEach(HttpConnection::close);
    }
  }

  boolean healthy() {
    return healthy;
  }

  /** Whether a new request may go there. */
  boolean takes() {
    Node now = node;
    return healthy && now.mode() == Mode.UP && now.weight() > 0;
  }

  /** Measured load: what a new request there would have to wait for, in arbitrary units. */
  double load() {
    return (requests.get() + 1) * latencyNanos;
  }

  void answered(long nanos) {
    latencyNanos += NEWEST * (nanos - latencyNanos);
  }

  /** The connection was refused: nobody is there, whatever the last health check said. */
  void refused() {
    healthy = false;
    streak = 0;
  }

  /** It is given another chance. */
  void takeBack() {
    healthy = true;
    streak = 0;
  }

  /** Counts one health check; called on one thread only. */
  void checked(boolean well, int rise, int fall) {
    if (well == healthy) {
      streak = 0;
    } else if (++streak >= (well ? rise : fall)) {
      healthy = well;
      streak = 0;
    }
  }
}
