package io.s22.traffic.gateway;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/**
 * How fast clients are asked to leave. The rate is never exceeded: what a stall kept from being
 * done is not made up for. Nor are more asked than have gone, but for a tenth of a second's worth:
 * clients that stand still together would all come back together. Who has not gone after a second
 * is not waited for.
 */
final class GivingUp {
  /** The longest pause whose share is still given out at once. */
  private static final long MOST_NANOS = 20_000_000;

  private static final long SECOND = 1_000_000_000;
  private static final double MOST_ASKED_SECONDS = 0.1;

  private final Deque<Asked> asked = new ArrayDeque<>();
  private final double perNano;
  private final int most;
  private long last;
  private double budget;

  private record Asked(BooleanSupplier gone, long at) {}

  GivingUp(double perSecond, long now) {
    this.perNano = perSecond / 1e9;
    this.most = (int) Math.max(1, perSecond * MOST_ASKED_SECONDS);
    this.last = now;
  }

  /** How many may be asked at {@code now}. */
  int due(long now) {
    budget += perNano * Math.min(MOST_NANOS, now - last);
    last = now;
    asked.removeIf(each -> each.gone.getAsBoolean() || now - each.at > SECOND);
    int due = Math.max(0, (int) Math.min(budget, most - asked.size()));
    budget = Math.min(budget - due, 1);
    return due;
  }

  /** One was asked. */
  void asked(BooleanSupplier gone, long now) {
    asked.add(new Asked(gone, now));
  }
}
