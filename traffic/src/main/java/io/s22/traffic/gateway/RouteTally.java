package io.s22.traffic.gateway;

import java.util.concurrent.atomic.LongAdder;

/** What became of the requests of one route. */
final class RouteTally {
  final LongAdder accepted = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder failed = new LongAdder();

  /** When a request was last let through, in milliseconds since 1970. */
  private volatile long lastAccepted;

  void accept(long now) {
    accepted.increment();
    lastAccepted = now;
  }

  long lastAccepted() {
    return lastAccepted;
  }
}
