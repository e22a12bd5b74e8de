package io.s22.data.compare;

import java.time.Duration;

/** Slows a comparison down for the sake of those who use the servers meanwhile. */
@FunctionalInterface
public interface Brake {
  /** Never slows it down. */
  Brake NONE = () -> Duration.ZERO;

  /**
   * Asked before each range of rows; returns when it may be read.
   *
   * @return how long it waited
   */
  Duration await() throws InterruptedException;
}
