package io.s22.store;

import java.time.Duration;

/**
 * How quickly a node notices things.
 *
 * @param heartbeat how often a node says that it lives; after four missed ones its runs go to
 *     another
 * @param look how often a node looks whether others have written
 */
public record Timing(Duration heartbeat, Duration look) {
  /** Heartbeats every second, a look every 50 ms. */
  public static final Timing USUAL = new Timing(Duration.ofSeconds(1), Duration.ofMillis(50));

  /** Missed heartbeats after which a node counts as dead; db-scheduler takes no fewer. */
  static final int MISSED = 4;
}
