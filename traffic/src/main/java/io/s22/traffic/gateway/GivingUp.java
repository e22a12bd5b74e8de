package io.s22.traffic.gateway;

/** A rate that is never exceeded: what a stall kept from being done is not made up for. */
final class GivingUp {
  /** The longest pause whose share is still given out at once. */
  private static final long MOST_NANOS = 20_000_000;

  private final double perNano;
  private long last;
  private double budget;

  GivingUp(double perSecond, long now) {
    this.perNano = perSecond / 1e9;
    this.last = now;
  }

  /** How many may go at {@code now}. */
  int due(long now) {
    budget += perNano * Math.min(MOST_NANOS, now - last);
    last = now;
    int due = (int) budget;
    budget -= due;
    return due;
  }
}
